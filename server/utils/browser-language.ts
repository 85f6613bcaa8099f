import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'

/** The preferred language of a browser, the first of its list. */
export function browserLanguage(event: H3Event): string | undefined {
  return /^[a-z]{2}/i.exec(getRequestHeader(event, 'accept-language') ?? '')?.[0].toLowerCase()
}
