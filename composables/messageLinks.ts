import { LinkifyIt } from 'linkify-it'

/** A piece of a message: plain text, or a link with where it leads. */
export interface TextPiece {
  text: string
  href?: string
}

// Only what says its protocol is a link: "readme.md" is a file, not a site in Moldova.
const linkify = new LinkifyIt({ fuzzyLink: false })

// linkify-it also knows ftp: and //; what a person may click in a message is decided here, once.
const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:'])

/** Splits a message's text at its links. Only http, https and mailto become links. Pure. */
export function splitLinks(body: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let end = 0
  for (const { index, lastIndex, url } of linkify.match(body) ?? []) {
    if (!isSafe(url)) continue
    if (index > end) pieces.push({ text: body.slice(end, index) })
    pieces.push({ text: body.slice(index, lastIndex), href: url })
    end = lastIndex
  }
  if (end < body.length) pieces.push({ text: body.slice(end) })
  return pieces
}

function isSafe(url: string): boolean {
  return URL.canParse(url) && SAFE_PROTOCOLS.has(new URL(url).protocol)
}
