/**
 * Does the person themselves end their session right now? `asking` until the server has answered,
 * `answered` from then on. Sign-in asks where to go then; after an end from elsewhere it leads back
 * to the page that was open.
 */
export function useSignOutState() {
  return useState<'asking' | 'answered' | undefined>('leaving-by-hand', () => undefined)
}
