import type { UserSummary } from '#shared/types.ts'

/** Milliseconds of silence after a key before the server is asked. */
const PAUSE_MS = 200

/** People with whom the reader shares a project, by a part of their name. The latest question wins. */
export function usePeopleSearch() {
  const { request } = useApi()
  const query = ref('')
  const people = ref<UserSummary[]>([])
  const searching = ref(true)
  let asked = 0

  async function search(): Promise<void> {
    const turn = asked += 1
    searching.value = true
    try {
      const found = await request('searchUsers', { query: { query: query.value } })
      if (turn === asked) people.value = found
    }
    catch {
      // Whoever searches sees that nobody was found, and may type on.
      if (turn === asked) people.value = []
    }
    finally {
      if (turn === asked) searching.value = false
    }
  }

  watchDebounced(query, search, { debounce: PAUSE_MS })
  onMounted(search)
  return { query, people, searching }
}
