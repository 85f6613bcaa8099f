import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { v7 as uuidv7 } from 'uuid'
import { lateBound } from './late-bound.ts'

/** A plain-text mail to one person. */
export interface Mail {
  to: string
  subject: string
  text: string
}

export interface Mailer {
  /** Resolves when the mail server, or the disk, has taken the mail. */
  send(mail: Mail): Promise<void>
}

interface MailerOptions {
  /** Without one, mails are written as `.eml` files (RFC 5322) for whoever runs the app. */
  smtpUrl: string | undefined
  /** Folder of the `.eml` files. */
  directory: string
  /** The sender, such as `Parley <no-reply@example.org>`. */
  from: string
}

/** Milliseconds of silence after which a mail server is taken for gone, well before the job that waits for it is. */
const SMTP_TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 40_000 }

/** The mailer of this process; set at boot. */
export const mailer = lateBound<Mailer>('mailer')

export function createMailer({ smtpUrl, directory, from }: MailerOptions): Mailer {
  return smtpUrl ? smtpMailer(smtpUrl, from) : fileMailer(directory, from)
}

function smtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({ url: smtpUrl, ...SMTP_TIMEOUTS }, { from })
  return {
    async send(mail) {
      await transport.sendMail(withoutLineBreaks(mail))
    },
  }
}

/** Names begin with the time (UUIDv7), so the folder is in the order of sending. */
function fileMailer(directory: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' }, { from })
  return {
    async send(mail) {
      const { message } = await transport.sendMail(withoutLineBreaks(mail))
      await mkdir(directory, { recursive: true, mode: 0o700 })
      await writeFile(join(directory, `${uuidv7()}.eml`), message as Buffer, { mode: 0o600 })
    },
  }
}

/** A line break in a header would begin another header (ASVS 1.3.11). */
function withoutLineBreaks({ to, subject, text }: Mail) {
  const oneLine = (value: string) => value.replace(/[\r\n]+/g, ' ')
  // An address as an object is never parsed for further recipients.
  return { to: { name: '', address: oneLine(to) }, subject: oneLine(subject), text }
}
