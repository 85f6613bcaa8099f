import { createEvent } from 'h3'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { Lifecycle, lifecycle } from '#server/infra/lifecycle.ts'
import answerMails from '#server/middleware/03.mail-page.ts'
import { mailPagePath } from '#server/utils/mail-page.ts'

const JWT_SECRET = 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s'
const DATABASE_URL = 'postgresql://db/parley'

describe('the page of written mails, which open accounts', () => {
  let dataDir = ''
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-page-'))
    configure({})
    await mkdir(join(dataDir, 'mail'))
    await writeFile(join(dataDir, 'mail', '1.eml'), 'To: maya@lume.example\r\nSubject: <b>Hello</b>\r\n\r\nhttps://parley.example/verify#token=x')
  })
  afterEach(async () => {
    config.clear()
    await rm(dataDir, { recursive: true })
  })

  const configure = (env: Record<string, string>) => config.set(loadConfig({ JWT_SECRET, PARLEY_DATA_DIR: dataDir, ...env }))

  /** What a path answers, from any address; `undefined` leaves it to the pages, where it does not exist. */
  async function open(url: string, { method = 'GET', headers = {} }: { method?: string, headers?: Record<string, string> } = {}) {
    const message = Object.assign(new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: '172.17.0.1' })), { method, url, headers })
    const response = new ServerResponse(message)
    return { answer: await answerMails(createEvent(message, response)) as string | undefined, response }
  }
  const isShown = async (env: Record<string, string>) => {
    configure(env)
    return (await open(mailPagePath())).answer !== undefined
  }

  it('[S-47] shows them at the address with the key, through Docker and proxies too, and is not cached', async () => {
    const { answer, response } = await open(`${mailPagePath()}?again`, { headers: { 'x-forwarded-for': '198.51.100.1', 'host': 'parley.example' } })
    expect(answer).toContain('&#60;b&#62;Hello&#60;/b&#62;')
    expect([response.getHeader('cache-control'), response.getHeader('content-type')]).toEqual(['no-store', 'text/html; charset=utf-8'])
  })

  it('[S-47] does not exist without the key, not even for this very machine', async () => {
    const headers = { host: 'localhost:3000' }
    const path = mailPagePath()
    for (const url of ['/dev/mail', '/dev/mail/', `${path.slice(0, -1)}x`, path.slice(0, -1), `${path}/`, `${path}x`, `/dev/mail?key=${path.slice(10)}`]) {
      expect((await open(url, { headers })).answer, url).toBeUndefined()
    }
    expect((await open(path, { method: 'POST' })).answer).toBeUndefined()
    configure({ JWT_SECRET: `${JWT_SECRET}-of-another` })
    expect((await open(path)).answer).toBeUndefined()
  })

  it('[S-47] does not exist with a public address or a mail server', async () => {
    for (const NODE_ENV of ['production', 'development']) {
      expect(await isShown({ NODE_ENV })).toBe(true)
      expect(await isShown({ NODE_ENV, PUBLIC_URL: 'https://parley.example' })).toBe(false)
      expect(await isShown({ NODE_ENV, SMTP_URL: 'smtp://mail.example:587' })).toBe(false)
    }
  })

  it('[S-41] does not exist beside an operator\'s database, unless the server is said to be for development', async () => {
    expect(await isShown({ DATABASE_URL })).toBe(false)
    expect(await isShown({ DATABASE_URL, NODE_ENV: 'staging' })).toBe(false)
    expect(await isShown({ DATABASE_URL, NODE_ENV: 'development' })).toBe(true)
    expect(await isShown({ DATABASE_URL, NODE_ENV: 'test' })).toBe(true)
  })

  it('[S-47] is printed in the terminal at the start, the same each time, where there is one', async () => {
    vi.stubGlobal('defineNitroPlugin', (plugin: () => void) => plugin)
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const plugin = (await import('../../../server/plugins/16.mail-page.ts')).default as unknown as () => void
    const starts: Record<string, string>[] = [{ PORT: '4000' }, { PORT: '4000' }, { PUBLIC_URL: 'https://parley.example' }]
    for (const env of starts) {
      configure(env)
      lifecycle.set(new Lifecycle())
      plugin()
      await lifecycle().start()
      lifecycle.clear()
    }
    const printed = write.mock.calls.map(([line]) => String(line)).filter(line => line.includes('/dev/mail'))
    write.mockRestore()
    vi.unstubAllGlobals()
    configure({})
    expect(printed).toEqual(Array.from({ length: 2 }, () => `  Mails are not sent but shown at http://localhost:4000${mailPagePath()}\n`))
  })
})
