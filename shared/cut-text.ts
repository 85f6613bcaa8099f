/** Cuts a text to at most `length` UTF-16 units, without splitting a character. Pure. */
export function cutText(text: string, length: number): string {
  const cut = text.slice(0, length)
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}
