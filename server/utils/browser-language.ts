import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'

/** The first language of a browser is the one that the person likes best. */
export function browserLanguage(event: H3Event): string | undefined {
  return /^[a-z]{2}/i.exec(getRequestHeader(event, 'accept-language') ?? '')?.[0].toLowerCase()
}
