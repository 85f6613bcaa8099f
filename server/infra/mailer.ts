import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { v7 as uuidv7 } from 'uuid'
import { lateBound } from './late-bound.ts'

/** A plain-text mail to one recipient. */
export interface Mail {
  to: string
  subject: string
  text: string
}

export interface Mailer {
  /** Resolves when the mail server has accepted the mail or the file is written. */
  send(mail: Mail): Promise<void>
}

interface MailerOptions {
  /** If missing, mails are written as `.eml` files (RFC 5322) for the operator. */
  smtpUrl: string | undefined
  /** Folder of the `.eml` files. */
  directory: string
  /** The sender, such as `Parley <no-reply@example.org>`. */
  from: string
}

/** Milliseconds without an answer after which a mail server counts as unreachable, well before the job's own timeout. */
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

/** File names start with the time (UUIDv7), so they sort in the order of sending. */
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

/** Prevents header injection: a line break would start another header (ASVS 1.3.11). */
function withoutLineBreaks({ to, subject, text }: Mail) {
  const oneLine = (value: string) => value.replace(/[\r\n]+/g, ' ')
  // nodemailer does not parse an address object for further recipients.
  return { to: { name: '', address: oneLine(to) }, subject: oneLine(subject), text }
}
