import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoAccounts, demoPassword } from '~/prisma/demo-accounts.ts'
import { startProcess } from '../../helpers/test-process.ts'
import { until } from '../../helpers/until.ts'
import type { Installation } from './data-folder.ts'
import { makeDataFolder, signIn, startInstallation, untilEnded, untilReady } from './data-folder.ts'

const PASSWORD = 'fourteen tables'
const EMAIL = 'nadia@studio.test'

/** The code of the setup page, as the terminal shows it. */
function printedCode({ server }: Installation): string {
  return /\/setup#code=([\w-]+)/.exec(server.output())?.[1] ?? ''
}

async function setUp({ url }: Installation, code: string, removeDemo: boolean): Promise<number> {
  const response = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'origin': url },
    body: JSON.stringify({ code, email: EMAIL, password: PASSWORD, name: 'Nadia Rahimi', removeDemo }),
  })
  await response.body?.cancel()
  return response.status
}

const showsDemo = async ({ url }: Installation) => (await (await fetch(`${url}/login`)).text()).includes('This is a demo.')
const signInDemo = (installation: Installation) => signIn(installation, demoAccounts[0].email, demoPassword)

describe('from the demo to a real installation', () => {
  let dataDir = ''
  let running: Installation
  beforeAll(async () => {
    dataDir = await makeDataFolder()
    running = await startInstallation(dataDir)
    await untilReady(running)
  })
  afterAll(async () => {
    await running.server.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('[S-52] the terminal lists the demo accounts, and the sign-in page says that they are a demo', async () => {
    expect(running.server.output()).toContain(`password for all: ${demoPassword}`)
    expect(running.server.output()).toContain('Set up Parley, without the demo: http://localhost:')
    expect(await showsDemo(running)).toBe(true)
  })

  it('[S-52] nobody removes the demo without the code', async () => {
    expect(await setUp(running, 'x'.repeat(43), true)).toBe(422)
    expect(await signInDemo(running)).toBe(200)
  })

  it('[S-52] setting up removes the demo at once and leaves one administrator', async () => {
    const code = printedCode(running)
    expect(await setUp(running, code, true)).toBe(201)
    expect(await signInDemo(running)).toBe(401)
    expect(await signIn(running, EMAIL, PASSWORD)).toBe(200)
    expect(await showsDemo(running)).toBe(false)
    expect(await setUp(running, code, true)).toBe(409)
  })

  it('[S-52] the demo does not come back with the next start', async () => {
    await running.server.stop()
    running = await startInstallation(dataDir)
    await untilReady(running)
    expect([await signInDemo(running), await signIn(running, EMAIL, PASSWORD)]).toEqual([401, 200])
    expect(running.server.output()).not.toMatch(/demo|\/setup/i)
  })
})

describe('npm run demo:remove', () => {
  let dataDir = ''
  beforeAll(async () => {
    dataDir = await makeDataFolder()
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  async function removeDemo(...args: string[]): Promise<{ code: number, output: string }> {
    const { PATH = '' } = process.env
    const script = startProcess({ command: process.execPath, args: [resolve('scripts/demo/remove.ts'), ...args], env: { PATH, PARLEY_DATA_DIR: dataDir } })
    const { code } = await until(() => {
      const exitCode = script.exitCode()
      return exitCode === undefined ? undefined : { code: exitCode }
    }, { within: 60_000, what: 'the end of the script' })
    return { code, output: script.output() }
  }

  it('[S-52] refuses while Parley runs, asks before it deletes, and removes the demo for good', async () => {
    const first = await startInstallation(dataDir)
    await untilReady(first)
    expect(await removeDemo('--yes')).toMatchObject({ code: 1, output: expect.stringContaining('Parley already runs') })
    await first.server.stop()
    await untilEnded(first)

    expect((await removeDemo()).output).toContain('Nothing was changed.')
    expect((await removeDemo('--yes')).output).toMatch(/Removed 10 demo accounts, 3 projects and \d+ conversations/)
    expect((await removeDemo('--yes')).output).toContain('There is no demo here')

    const second = await startInstallation(dataDir)
    await untilReady(second)
    expect(await signInDemo(second)).toBe(401)
    expect(second.server.output()).toContain('There is no administrator yet.')
    await second.server.stop()
  }, 120_000)
})
