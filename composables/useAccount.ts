import type { Account } from '#shared/types.ts'

/** The signed-in person, null for nobody. It comes with the page. */
export function useAccount() {
  const { data } = useAuthState()
  const { request } = useApi()
  const account = computed(() => (data.value ?? null) as Account | null)

  /** Reads it again. When that fails, what was known stays, and it throws `ApiError`. */
  async function refreshAccount(): Promise<void> {
    const { user } = await request('readSession')
    data.value = user as unknown as typeof data.value
  }

  return { account, refreshAccount }
}
