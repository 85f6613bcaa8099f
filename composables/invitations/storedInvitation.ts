const KEY = 'parley-invitation'

/**
 * The token of an invitation while its recipient signs in. It stays in this tab and is not part of
 * a URL, which would be logged. Without session storage the link has to be opened again.
 */
export const storedInvitation = {
  read: () => inStorage(storage => storage.getItem(KEY)) ?? '',
  store: (token: string) => inStorage(storage => storage.setItem(KEY, token)),
  clear: () => inStorage(storage => storage.removeItem(KEY)),
}

/** A browser may block storage completely. */
function inStorage<Result>(act: (storage: Storage) => Result): Result | undefined {
  try {
    return act(sessionStorage)
  }
  catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
