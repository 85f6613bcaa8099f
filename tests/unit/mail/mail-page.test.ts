import { createEvent } from 'h3'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import answerMails from '#server/routes/dev/mail.get.ts'
import { mayReadMail } from '#server/utils/may-read-mail.ts'

vi.mock('#server/utils/may-read-mail.ts', () => ({ mayReadMail: vi.fn() }))

describe('the page of written mails', () => {
  let dataDir = ''
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-page-'))
    config.set(loadConfig({ PARLEY_DATA_DIR: dataDir }))
    await mkdir(join(dataDir, 'mail'))
    await writeFile(join(dataDir, 'mail', '1.eml'), 'To: maya@lume.example\r\nSubject: <b>Hello</b>\r\n\r\nhttps://parley.example/verify#token=x')
  })
  afterEach(async () => {
    config.clear()
    await rm(dataDir, { recursive: true })
  })

  function open(allowed: boolean) {
    vi.mocked(mayReadMail).mockReturnValue(allowed)
    const message = new IncomingMessage(new Socket())
    const response = new ServerResponse(message)
    return { answer: Promise.resolve(answerMails(createEvent(message, response))) as Promise<string>, response }
  }

  it('shows them to whoever tries it on their own machine, and is kept by nobody', async () => {
    const { answer, response } = open(true)
    expect(await answer).toContain('&#60;b&#62;Hello&#60;/b&#62;')
    expect([response.getHeader('cache-control'), response.getHeader('content-type')]).toEqual(['no-store', 'text/html; charset=utf-8'])
  })

  it('is not there for anybody else', async () => {
    await expect(open(false).answer).rejects.toMatchObject({ statusCode: 404 })
  })
})
