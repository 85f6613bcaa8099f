/** A longer address is not read by anybody, and too long for the key of an index. */
const LINK_MAX_LENGTH = 2_000

/** Ends a sentence, a quotation or a mark of Markdown, and is hardly ever the end of an address. */
const PUNCTUATION = new Set('.,;:!?\'*_~)]')

/** The first web address in a message, without the punctuation of the sentence around it. The time is linear. */
export function firstLink(body: string): string | undefined {
  for (const [found] of body.matchAll(/https?:\/\/[^\s<>"`]+/gi)) {
    const written = withoutPunctuation(found)
    const url = written.length > LINK_MAX_LENGTH ? null : URL.parse(written)
    if (url && url.hostname.includes('.') && url.href.length <= LINK_MAX_LENGTH) return url.href
  }
  return undefined
}

/** Trims from the end in a loop: a regular expression would start again at each mark of a run. */
function withoutPunctuation(found: string): string {
  let end = found.length
  while (PUNCTUATION.has(found.charAt(end - 1))) end -= 1
  return found.slice(0, end)
}
