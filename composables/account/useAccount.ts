import type { Account } from '#shared/types.ts'

/**
 * The signed-in user, or null. It arrives with the page. This reads the sign-in module's own
 * state: each call of `useAuthState` also adds a watcher of the cookie, and in a middleware, which
 * runs at every navigation, these would never stop.
 */
export function useAccount() {
  const data = useState<Account | null | undefined>('auth:data')
  const { request } = useApi()
  const account = computed(() => data.value ?? null)

  /** Reads the account again. On failure the known account stays, and it throws `ApiError`. */
  async function refreshAccount(): Promise<void> {
    const { user } = await request('readSession')
    data.value = user
  }

  return { account, refreshAccount }
}
