/**
 * Does the person themselves end their session right now? Then sign-in asks where to go; after an
 * end from elsewhere it leads back to the page that was open.
 */
export function useLeavingByHand() {
  return useState('leaving-by-hand', () => false)
}
