/**
 * Whether the user is signing out in this tab: `requested` until the server has responded,
 * `confirmed` from then on. After an own sign-out, sign-in opens without `?next=`. A session that
 * ends elsewhere leads back to the open page.
 */
export function useSignOutState() {
  return useState<'requested' | 'confirmed' | undefined>('sign-out-state', () => undefined)
}
