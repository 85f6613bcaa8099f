const KEY = 'parley-invitation'

/**
 * The token of an invitation while its reader signs in. It stays in this tab and goes to no server:
 * an address that is asked for would leave it in logs. Without storage the link has to be opened again.
 */
export const storedInvitation = {
  read: () => inStorage(storage => storage.getItem(KEY)) ?? '',
  keep: (token: string) => inStorage(storage => storage.setItem(KEY, token)),
  forget: () => inStorage(storage => storage.removeItem(KEY)),
}

/** A browser may refuse storage as a whole. */
function inStorage<Result>(act: (storage: Storage) => Result): Result | undefined {
  try {
    return act(sessionStorage)
  }
  catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
