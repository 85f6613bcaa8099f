export interface PageOptions {
  /** The page is visible again, the network is back, or the page came out of the back/forward cache. */
  onWake: () => void
  /** The page is hidden or closed. No code may run after this. */
  onLeave: () => void
  onVisibility: () => void
  onNetwork: () => void
}

/** Reports when the page is hidden, visible, offline or online. Returns a function that ends this. */
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
  // During a reload, `pagehide` comes after the new page was requested. This event comes before.
  window.addEventListener('beforeunload', onLeave, { signal })
  window.addEventListener('online', () => {
    onNetwork()
    onWake()
  }, { signal })
  window.addEventListener('offline', onNetwork, { signal })
  return () => watch.abort()
}
