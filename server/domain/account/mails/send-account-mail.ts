import { config } from '#server/infra/config.ts'
import { mailer } from '#server/infra/mailer.ts'
import { german } from './texts-de.ts'
import { english } from './texts-en.ts'
import type { MailName } from './texts.ts'

interface AccountMail {
  name: MailName
  to: string
  recipient: MailRecipient
  /** A path of ours with everything that follows it. */
  path?: string
  /** The address that the text speaks of. */
  email?: string
}

/** What a mail needs to know of the person it is for. */
export interface MailRecipient {
  name: string
  locale: string | null
  preferences: unknown
}

/** Sends one of the texts in the person's language. */
export async function sendAccountMail({ name, to, recipient, path = '', email = '' }: AccountMail): Promise<void> {
  const { subject, text } = (languageOf(recipient) === 'de' ? german : english)[name]
  const values: Record<string, string> = { name: recipient.name, link: linkTo(path), email }
  // One pass with a function: a name that looks like a placeholder stays a name.
  await mailer().send({ to, subject, text: text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '') })
}

/** A choice in the settings counts before the browser's language at registration. */
function languageOf({ locale, preferences }: MailRecipient): string {
  const { locale: chosen } = preferences as { locale?: string }
  return (chosen || locale || 'en').slice(0, 2).toLowerCase()
}

/** Never made from the request's Host header: whoever sends it would choose where a reset link leads. */
function linkTo(path: string): string {
  const { PUBLIC_URL, PORT } = config()
  return new URL(path, PUBLIC_URL ?? `http://localhost:${PORT}`).href
}
