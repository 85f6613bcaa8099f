import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { findLinks } from '../../../composables/message/text/links.ts'
import { sendAccountMail } from '#server/domain/mail/send-account-mail.ts'
import { createProjectInvitation } from '#server/domain/invitations/create-project-invitation.ts'
import { sendInvitationMail } from '#server/domain/invitations/send-invitation-mail.ts'
import { createMailer, mailer } from '#server/infra/mailer.ts'
import { readMails, type WrittenMail } from '#server/infra/read-mails.ts'
import { createHarbor } from '../../helpers/harbor.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

/** Names that forms refuse, and some that they accept. */
const hostile = [
  'Parley: your account is locked, log in at https://evil.example/login',
  'Lena\r\nBcc: everybody@evil.example\r\nX-Evil: 1\r\n\r\n<a href="//evil.example">Log in</a>',
  'Lena” from “Parley” — www.evil.example',
  '\u202Emoc.live\u202C evil.example\u2028To: all@evil.example',
]
const HEADERS = ['content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to']

const it = accountTest
  .extend('harbor', { scope: 'file' }, ({ domain }) => createHarbor(domain))
  .extend('directory', { scope: 'file', auto: true }, async ({ domain: _domain }, { onCleanup }) => {
    const directory = await mkdtemp(join(tmpdir(), 'parley-names-'))
    onCleanup(() => rm(directory, { recursive: true }))
    mailer.clear()
    mailer.set(createMailer({ smtpUrl: undefined, directory, from: 'Parley <no-reply@parley.example>' }))
    return directory
  })
  /** Reads the latest mail with its headers. */
  .extend('latest', ({ directory }) => async (): Promise<WrittenMail & { headers: string[] }> => {
    const [mail] = await readMails(directory, 1)
    if (!mail) throw new Error('No mail was written')
    const source = await readFile(join(directory, `${mail.id}.eml`), 'utf8')
    const header = (source.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ')
    return { ...mail, text: mail.text.replaceAll('\r\n', '\n'), headers: header.split('\r\n').map(line => line.split(':')[0]?.toLowerCase() ?? '').sort() }
  })
  /** Creates an invitation by Lena with this name and sends its mail without the queue. */
  .extend('invite', ({ domain, harbor, latest }) => async (name: string, locale: string): Promise<WrittenMail & { headers: string[] }> => {
    await domain.database.query('UPDATE users SET name = $1, locale = $2 WHERE id = $3', [name, locale, harbor.lena.userId])
    await domain.database.query('UPDATE projects SET name = $1 WHERE id = $2', [name, harbor.project])
    const { id } = await createProjectInvitation({ actor: harbor.lena, projectId: harbor.project, projectRole: 'client', maxUses: 1, days: 7 })
    await domain.database.query(`UPDATE invitations SET email = $1 WHERE id = $2`, [`stranger-${uuidv7()}@bakery.example`, id])
    await sendInvitationMail({ invitationId: id })
    return await latest()
  })

describe('names chosen by users in sent mails', () => {
  it.for(hostile.flatMap(name => [['en', name], ['de', name]] as const))('[S-30] an invitation (%s) contains only our link, and quotes the name %j', async ([locale, name], { invite }) => {
    const { headers, to, subject, text } = await invite(name, locale)
    expect(headers).toEqual(HEADERS)
    expect(to).toMatch(/^stranger-[\w-]+@bakery\.example$/)
    expect(subject).toMatch(locale === 'de' ? /^Einladung zu Parley von „[^“”„"]+“$/ : /^Invitation to Parley from “[^“”„"]+”$/)
    expect(findLinks(text).map(({ href }) => new URL(href).host)).toEqual(['parley.example'])
    expect(`${subject}\n${text}`).not.toMatch(/evil\.example|[^\P{C}\n]/u)
    // Names are on lines of their own, in quotation marks. The rest is the same for any name.
    const own = (mail: string) => mail.replace(/https:\S+/, 'link').replaceAll(/[“„][^“”„\n]*[”“]$/gm, 'name')
    expect(own(text)).toBe(own((await invite('Lena Costa', locale)).text))
  })

  it('[S-30] an account mail greets its owner with a safe name, and an unconfirmed address with none', async ({ domain, harbor, directory, latest }) => {
    const userId = harbor.otto.userId
    for (const name of hostile) {
      await domain.database.query('UPDATE users SET name = $1, email_verified_at = now() WHERE id = $2', [name, userId])
      await sendAccountMail({ mail: 'resetPassword', userId })
      const { headers, text } = await latest()
      expect(headers).toEqual(HEADERS)
      expect(findLinks(text).map(({ href }) => new URL(href).host)).toEqual(['parley.example'])
      await domain.database.query('UPDATE users SET email_verified_at = NULL WHERE id = $1', [userId])
      await sendAccountMail({ mail: 'verifyEmail', userId })
      expect((await latest()).text).toMatch(/^Hello,\n\nWelcome to Parley\./)
    }
    expect(await readdir(directory)).toHaveLength(hostile.length * 6)
  })
})
