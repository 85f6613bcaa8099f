import { database } from '#server/infra/database.ts'

/** The identity of this installation's history; a restore from backup gives it a new one. */
export async function readEpoch(): Promise<string> {
  const { epoch } = await database().installation.findUniqueOrThrow({ where: { id: 1 } })
  return epoch
}
