import type { User } from '#generated/client.ts'
import { config } from '#server/infra/config.ts'
import { nameInMail } from './name-in-mail.ts'
import type { MailText } from './texts.ts'

/** What is filled into a mail, by who wrote it. */
interface Values {
  /** Chosen by people: shown as `nameInMail` lets them be. */
  names: Record<string, string>
  /** Made by us: links, dates, and the address that the mail is about. */
  own: Record<string, string>
}

/** A text with its values, in one pass: a name that looks like a placeholder stays a name. */
export function composeMail({ subject, text }: MailText, { names, own }: Values): MailText {
  const values = { ...Object.fromEntries(Object.entries(names).map(([key, name]) => [key, nameInMail(name)])), ...own }
  return { subject: fillIn(subject, values), text: fillIn(text, values) }
}

function fillIn(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
}

/** A choice in the settings counts before the browser's language at registration. */
export function languageOf({ locale, preferences }: Pick<User, 'locale' | 'preferences'>): string {
  const { locale: chosen } = preferences as { locale?: string }
  return (chosen || locale || 'en').slice(0, 2).toLowerCase()
}

/** Never made from the request's Host header: the sender of the request could choose where a reset link leads. */
export function linkTo(path: string): string {
  const { PUBLIC_URL, PORT } = config()
  return new URL(path, PUBLIC_URL ?? `http://localhost:${PORT}`).href
}
