export interface PageOptions {
  /** Somebody looks again, the network is back, or the page came out of the back/forward cache. */
  onWake: () => void
  /** The page is hidden or closed; nothing may run after this. */
  onLeave: () => void
  onVisibility: () => void
  onNetwork: () => void
}

/** Tells when a page sleeps and wakes. Returns what ends the watch. */
export function watchPage({ onWake, onLeave, onVisibility, onNetwork }: PageOptions): () => void {
  const watch = new AbortController()
  const { signal } = watch
  document.addEventListener('visibilitychange', () => {
    onVisibility()
    if (document.visibilityState === 'visible') onWake()
    else onLeave()
  }, { signal })
  window.addEventListener('pageshow', event => void (event.persisted && onWake()), { signal })
  window.addEventListener('pagehide', onLeave, { signal })
  // A reload is hidden only when the new page is already here: what it should know is said before it is asked for.
  window.addEventListener('beforeunload', onLeave, { signal })
  window.addEventListener('online', () => {
    onNetwork()
    onWake()
  }, { signal })
  window.addEventListener('offline', onNetwork, { signal })
  return () => watch.abort()
}
