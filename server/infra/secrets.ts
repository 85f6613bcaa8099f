import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { createFile } from './postgres/create-file.ts'
import { makeVapidKeys } from './vapid-keys.ts'

const secrets = z.object({
  jwtSecret: z.string().min(43),
  postgresPassword: z.string().min(32),
  vapidPublicKey: z.string(),
  vapidPrivateKey: z.string(),
})

export type Secrets = z.output<typeof secrets>

/**
 * Reads the generated secrets of an installation from `<dataDir>/secrets.json` (mode 600), and
 * creates them at the first start.
 * @throws Error when the file is damaged; new secrets would sign out all users
 */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json')
  await mkdir(dataDir, { recursive: true })
  await createFile(path, `${JSON.stringify(makeSecrets(), null, 2)}\n`)
  const result = secrets.safeParse(parseJson(await readFile(path, 'utf8')))
  if (!result.success) throw new Error(`The secrets in ${path} are damaged; restore the file from a backup.`)
  return result.data
}

function makeSecrets(): Secrets {
  return {
    jwtSecret: randomBytes(48).toString('base64url'),
    postgresPassword: randomBytes(32).toString('base64url'),
    ...makeVapidKeys(),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    return undefined
  }
}
