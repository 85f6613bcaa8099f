import type { Account } from '#shared/types.ts'

/**
 * The signed-in person, null for nobody. It comes with the page. This is the sign-in module's own
 * state; its `useAuthState` also watches its cookie at each call, and in a middleware, which runs at
 * every change of the page, nothing would ever end that.
 */
export function useAccount() {
  const data = useState<Account | null | undefined>('auth:data')
  const { request } = useApi()
  const account = computed(() => data.value ?? null)

  /** Reads it again. When that fails, what was known stays, and it throws `ApiError`. */
  async function refreshAccount(): Promise<void> {
    const { user } = await request('readSession')
    data.value = user
  }

  return { account, refreshAccount }
}
