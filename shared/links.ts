/** Longer addresses are no reading matter, and no key of an index. */
const LINK_MAX_LENGTH = 2_000

/** The first web address in a message, without the punctuation of the sentence around it. */
export function firstLink(body: string): string | undefined {
  for (const [found] of body.matchAll(/https?:\/\/[^\s<>"`]+/gi)) {
    const url = URL.parse(found.replace(/[.,;:!?'*_~)\]]+$/, ''))
    if (url && url.hostname.includes('.') && url.href.length <= LINK_MAX_LENGTH) return url.href
  }
  return undefined
}
