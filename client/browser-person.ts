const KEY = 'parley-person'

/**
 * Whom this browser belongs to: its tabs share one cookie, and one that slept may have missed that
 * somebody else has signed in since.
 */
export function createBrowserPerson({ me, changed }: { me: () => string, changed: () => void }) {
  /** Tells the other tabs who is signed in from now on. */
  function take(): void {
    try {
      localStorage.setItem(KEY, me())
    }
    catch {
      // No room left: nobody is told, and nobody is taken for somebody else.
      leave()
    }
  }

  const isStillHere = () => (localStorage.getItem(KEY) ?? me()) === me()
  const leave = () => localStorage.removeItem(KEY)

  /** Does what would be done in the name of whoever is signed in now. */
  function asOneself(act: () => unknown): void {
    if (isStillHere()) act()
    else changed()
  }

  return { take, leave, isStillHere, asOneself }
}
