/**
 * Tells whether a call is still the latest one. Each call returns a function that is true until the
 * next call: a slow response is ignored when the reader has moved on.
 */
export function createLatestOnly(): () => () => boolean {
  let latest = {}
  return () => {
    const call = latest = {}
    return () => call === latest
  }
}
