/** Repeats a request until no event about the list arrived during it: the response may or may not include such an event. */
export async function fetchUntilCurrent<Response>(list: { events: number }, fetch: () => Promise<Response>): Promise<Response> {
  const { events } = list
  const response = await fetch()
  return list.events === events ? response : fetchUntilCurrent(list, fetch)
}
