import { Prisma } from '#generated/client.ts'
import { readPrepared } from '#server/infra/read-prepared.ts'

/** The identity of this installation's history; a restore from backup gives it a new one. */
export async function readEpoch(): Promise<string> {
  const [installation] = await readPrepared<{ epoch: string }>(Prisma.sql`SELECT epoch FROM installation WHERE id = 1`)
  if (!installation) throw new Error('The database has no installation: were its migrations cut short?')
  return installation.epoch
}
