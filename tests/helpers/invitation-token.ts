import type { Invitation } from '#shared/types.ts'
import type { Mail } from '#server/infra/mailer.ts'

const LINK = /\/invite#([\w-]+\.[\w-]+\.[\w-]+)/

/** The token in the link of an invitation. */
export function tokenOf({ path }: Pick<Invitation, 'path'>): string {
  return tokenFrom(path ?? '')
}

/** The token in the link of a mail. */
export function tokenIn({ text }: Pick<Mail, 'text'>): string {
  return tokenFrom(text)
}

function tokenFrom(text: string): string {
  const token = LINK.exec(text)?.[1]
  if (token === undefined) throw new Error(`No link of an invitation in: ${text}`)
  return token
}
