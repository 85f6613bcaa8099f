import type { RequestApi } from '../ports.ts'

/** Wraps `request` so that a caller can wait for all running requests: one that runs during sign-out would fail. */
export function trackRequests(send: RequestApi): { request: RequestApi, allEnded: () => Promise<unknown> } {
  const running = new Set<Promise<unknown>>()

  const request: RequestApi = (operation, ...input) => {
    const response = send(operation, ...input)
    const ended: Promise<unknown> = response.then(() => running.delete(ended), () => running.delete(ended))
    running.add(ended)
    return response
  }

  return { request, allEnded: () => Promise.all(running) }
}
