import { LinkifyIt } from 'linkify-it'

const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:'])

const linkify = readsOnlySafeLinks(new LinkifyIt())

/**
 * Sets a recogniser to what a person may click in a message, which is decided in this file. Only
 * what names its protocol is a link: "readme.md" is a file, not a site in Moldova. Forms that would
 * be refused afterwards are not looked for: that alone took quadratic time.
 */
export function readsOnlySafeLinks(recogniser: LinkifyIt): LinkifyIt {
  return recogniser.set({ fuzzyLink: false }).add('ftp:', null).add('//', null)
}

/** An address in a text, from `start` to `end`, and where it leads. */
export interface FoundLink {
  start: number
  end: number
  href: string
}

/** The addresses in a text that may be clicked: http, https and mailto. Pure. */
export function findLinks(text: string): FoundLink[] {
  return (linkify.match(text) ?? [])
    .filter(({ url }) => isSafeLink(url))
    .map(({ index, lastIndex, url }) => ({ start: index, end: lastIndex, href: url }))
}

/** The one rule for what a link in a message may lead to. */
export function isSafeLink(url: string): boolean {
  return URL.canParse(url) && SAFE_PROTOCOLS.has(new URL(url).protocol)
}
