const KEY = 'parley-person'

/**
 * Remembers in `localStorage` which user this browser belongs to. All tabs share one cookie, and a
 * sleeping tab may miss that another user has signed in.
 */
export function createBrowserUser({ me, changed }: { me: () => string, changed: () => void }) {
  /** Lets the other tabs know who is signed in. */
  function remember(): void {
    try {
      localStorage.setItem(KEY, me())
    }
    catch {
      // The storage is full. Without an entry, every tab counts as the same user.
      forget()
    }
  }

  const isSame = () => (localStorage.getItem(KEY) ?? me()) === me()
  const forget = () => localStorage.removeItem(KEY)

  /** Runs `act` only while the same user is signed in. Otherwise its requests would run as another user. */
  function ifSame(act: () => unknown): void {
    if (isSame()) act()
    else changed()
  }

  return { remember, forget, isSame, ifSame }
}
