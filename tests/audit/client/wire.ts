import type { Fetch } from '#client/api/api.ts'

/** Milliseconds after which a request is given up and counts as unanswered. */
const PATIENCE_MS = 4_000

export interface WireOptions {
  /** Base URLs of the nodes. Requests go to them in turn, as behind a load balancer. */
  urls: readonly string[]
  token: string
}

/** HTTP as the client's API takes it: resolves to the JSON of a success, throws what `$fetch` throws. */
export function createWire({ urls, token }: WireOptions): Fetch {
  let turn = 0
  return async (path, { method, query, body }) => {
    turn += 1
    const url = new URL(path, urls[turn % urls.length])
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value))
    const response = await fetch(url, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'Authorization': `Bearer ${token}`, 'X-Parley-Client': 'api', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw Object.assign(new Error(`${method} ${path} was answered with ${response.status}`), { status: response.status, data: answer, response })
    return answer
  }
}
