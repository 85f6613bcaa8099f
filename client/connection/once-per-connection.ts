/**
 * Fetches what is not part of the sync once per connection, and again after a failure. `fetch`
 * resolves to whether it succeeded.
 */
export function createOncePerConnection(fetch: () => Promise<boolean>) {
  let isFresh = false

  /** A new connection: events before it may be missing. */
  function connected(): void {
    isFresh = false
  }

  /** Called after each successful sync. */
  async function caughtUp(): Promise<void> {
    if (isFresh) return
    isFresh = true
    if (!await fetch()) isFresh = false
  }

  return { connected, caughtUp }
}
