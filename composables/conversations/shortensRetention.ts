/** Whether messages would be kept for fewer days than before; null is for ever. */
export function shortensRetention(before: number | null, after: number | null): boolean {
  return after !== null && (before === null || after < before)
}
