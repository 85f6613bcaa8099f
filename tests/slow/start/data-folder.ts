import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../../helpers/free-port.ts'
import type { TestProcess } from '../../helpers/test-process.ts'
import { startProcess } from '../../helpers/test-process.ts'
import { until } from '../../helpers/until.ts'

/** A new data folder that, as in an ordinary checkout, everybody may look into. */
export async function makeDataFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-start-'))
  await chmod(dataDir, 0o755)
  return dataDir
}

export interface Installation {
  url: string
  server: TestProcess
}

/** Starts the built server on a data folder, with its own PostgreSQL and no other variable than those of `env`. */
export async function startInstallation(dataDir: string, env: Record<string, string> = {}): Promise<Installation> {
  const port = await freePort()
  const { PATH = '', PARLEY_SERVER_COVERAGE: coverage } = process.env
  const server = startProcess({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', resolve('.output/server/index.mjs')],
    env: {
      PATH, NODE_ENV: 'production', PORT: String(port), PARLEY_DATA_DIR: dataDir,
      ...coverage !== undefined && { NODE_V8_COVERAGE: coverage },
      ...env,
    },
  })
  return { url: `http://127.0.0.1:${port}`, server }
}

/** Waits until requests are welcome, or fails with what the server said last. */
export async function untilReady({ url, server }: Installation): Promise<void> {
  await until(async () => {
    if (server.exitCode() !== undefined) return true
    return (await fetch(`${url}/api/health`)).ok
  }, { within: 60_000, every: 50, what: 'the server' })
  if (server.exitCode() !== undefined) throw new Error(server.output())
}

/** Waits for the server's own end and returns its exit code. */
export function untilEnded({ server }: Installation): Promise<number> {
  return until(() => {
    const code = server.exitCode()
    return code === undefined ? undefined : { code }
  }, { within: 30_000, what: 'the end of the server' }).then(({ code }) => code)
}

/** Signs in a demo account; the status tells whether the world behind it is there. */
export async function signIn({ url }: Installation, email: string, password: string): Promise<number> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'origin': url },
    body: JSON.stringify({ email, password }),
  })
  await response.body?.cancel()
  return response.status
}
