/**
 * Remembers where a reader last wanted to be. Each call is a reader who sets out; what it returns
 * says whether that still holds, since they may set out again before they are there.
 */
export function createSetOut(): () => () => boolean {
  let lastWay = {}
  return () => {
    const way = lastWay = {}
    return () => way === lastWay
  }
}
