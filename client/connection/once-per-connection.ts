/**
 * Asks once with every new connection for what the server tells of only while somebody listens, and
 * again only when that failed. `ask` resolves to whether there was an answer.
 */
export function createOncePerConnection(ask: () => Promise<boolean>) {
  let isFresh = false

  /** A new stream is open: what was missed before it has to be asked for. */
  function connected(): void {
    isFresh = false
  }

  /** This device is up to date with everything else. */
  async function caughtUp(): Promise<void> {
    if (isFresh) return
    isFresh = true
    if (!await ask()) isFresh = false
  }

  return { connected, caughtUp }
}
