import type { User } from '#generated/client.ts'
import { config } from '#server/infra/config.ts'
import { nameInMail } from './name-in-mail.ts'
import type { MailText } from './texts.ts'

/** Values of the placeholders, by author. */
interface Values {
  /** Written by users: `nameInMail` makes them safe. */
  names: Record<string, string>
  /** Written by Parley: links, dates, and the address that the mail is about. */
  own: Record<string, string>
}

/** Fills in the placeholders in one pass, so that a name that looks like a placeholder is not replaced. */
export function composeMail({ subject, text }: MailText, { names, own }: Values): MailText {
  const values = { ...Object.fromEntries(Object.entries(names).map(([key, name]) => [key, nameInMail(name)])), ...own }
  return { subject: fillIn(subject, values), text: fillIn(text, values) }
}

function fillIn(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
}

/** The language chosen in the settings, else the browser's language at registration. */
export function languageOf({ locale, preferences }: Pick<User, 'locale' | 'preferences'>): string {
  const { locale: chosen } = preferences as { locale?: string }
  return (chosen || locale || 'en').slice(0, 2).toLowerCase()
}

/** Makes an absolute URL. It ignores the request's Host header, which an attacker could set to redirect reset links. */
export function linkTo(path: string): string {
  const { PUBLIC_URL, PORT } = config()
  return new URL(path, PUBLIC_URL ?? `http://localhost:${PORT}`).href
}
