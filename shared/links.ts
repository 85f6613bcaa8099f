/** Longer addresses do not fit into an index key. */
const LINK_MAX_LENGTH = 2_000

/** Characters that end a sentence, a quotation or Markdown markup, but rarely an address. */
const PUNCTUATION = new Set('.,;:!?\'*_~)]')

/** Finds the first web address in a message, without surrounding punctuation, in linear time. */
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
