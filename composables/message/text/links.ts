import { LinkifyIt } from 'linkify-it'

// Only what says its protocol is a link: "readme.md" is a file, not a site in Moldova.
export const LINK_OPTIONS = { fuzzyLink: false }

const linkify = new LinkifyIt(LINK_OPTIONS)

// linkify-it also knows ftp: and //; what a person may click in a message is decided here, once.
const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:'])

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
