import { PAGE_DEFAULT } from '#shared/limits.ts'

/** Loads earlier followed threads than those of the first page. */
export function useEarlierThreads() {
  const store = useThreadsStore()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()

  const load = () => attempt(async () => {
    const { me } = store
    const list = await request('listThreads', { query: { limit: PAGE_DEFAULT, before: store.lastListed } })
    if (store.me === me) store.applyEarlierList(list, list.length < PAGE_DEFAULT)
  })

  return { wanting: computed(() => store.lastListed !== undefined), load, busy, failure }
}
