import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { german } from '#server/domain/mail/texts-de.ts'
import { english } from '#server/domain/mail/texts-en.ts'
import * as invitations from '#server/domain/invitations/mail-texts.ts'
import { createMailer, type Mailer } from '#server/infra/mailer.ts'
import { readMails } from '#server/infra/read-mails.ts'

let directory: string
let mailer: Mailer

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-mail-'))
  mailer = createMailer({ smtpUrl: undefined, directory: join(directory, 'mail'), from: 'Parley <no-reply@localhost>' })
})
afterAll(() => rm(directory, { recursive: true, force: true }))

describe('mails without a mail server', () => {
  it('are written as files that only the owner can read, and read back as they were', async () => {
    const text = `Grüße aus der Küche,\n\nhttps://parley.example/verify#token=${'x'.repeat(43)}\n\n${'a long line '.repeat(20)}\n🐙\n`
    await mailer.send({ to: 'maya@lume.example', subject: 'Bestätige deine Adresse, die sehr lange ist und über mehrere Zeilen des Kopfes reicht', text })
    const [mail] = await readMails(join(directory, 'mail'), 10)
    expect(mail).toMatchObject({ to: 'maya@lume.example', subject: 'Bestätige deine Adresse, die sehr lange ist und über mehrere Zeilen des Kopfes reicht' })
    expect(mail?.text.replaceAll('\r\n', '\n').trim()).toBe(text.trim())
    const [name = ''] = await readdir(join(directory, 'mail'))
    expect((await stat(join(directory, 'mail', name))).mode & 0o777).toBe(0o600)
  })

  it('[S-30] a line break in an address or a subject begins no header and no second recipient', async () => {
    await mailer.send({ to: 'maya@lume.example\r\nBcc: eve@evil.example', subject: 'Hello\r\nX-Evil: 1\n\nbody', text: 'text' })
    const names = (await readdir(join(directory, 'mail'))).sort()
    const source = await readFile(join(directory, 'mail', names.at(-1) ?? ''), 'utf8')
    const head = source.split('\r\n\r\n')[0] ?? ''
    expect(head).not.toMatch(/^(X-Evil|Bcc):/im)
  })

  it('no mail yet is an empty list', async () => {
    expect(await readMails(join(directory, 'nothing'), 10)).toEqual([])
  })
})

describe('the texts of mails', () => {
  it('[E-14] every text exists in both languages with the same placeholders', () => {
    const placeholders = ({ mails }: typeof english) => Object.entries(mails).map(([name, { text }]) => [name, [...text.matchAll(/\{\w+\}/g)].map(String)])
    expect(placeholders(german)).toEqual(placeholders(english))
  })

  it.each([
    ['English', [...Object.values(english.mails), invitations.english]],
    ['German', [...Object.values(german.mails), invitations.german]],
  ])('[S-30] begin their subjects with our own words, and quote what people wrote: %s', (_language, texts) => {
    for (const { subject, text } of texts) {
      expect(subject).toMatch(/^[A-Z][^{]{9}/)
      expect(`${subject} ${text}`.replaceAll(/[“„]\{\w+\}[”“]/g, '')).not.toMatch(/\{(?!link|date)/)
    }
  })
})
