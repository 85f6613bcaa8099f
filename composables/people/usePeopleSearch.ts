import type { UserSummary } from '#shared/types.ts'

/** Debounce of the search, in milliseconds. */
const PAUSE_MS = 200

/** Finds users who share a project with the reader, by a part of their name. Only the latest search counts. */
export function usePeopleSearch() {
  const { request } = useApi()
  const query = ref('')
  const people = ref<UserSummary[]>([])
  const searching = ref(true)
  let latest = 0

  async function search(): Promise<void> {
    const current = latest += 1
    searching.value = true
    try {
      const found = await request('searchUsers', { query: { query: query.value } })
      if (current === latest) people.value = found
    }
    catch {
      // Shows "No one found"; the user can type on.
      if (current === latest) people.value = []
    }
    finally {
      if (current === latest) searching.value = false
    }
  }

  watchDebounced(query, search, { debounce: PAUSE_MS })
  onMounted(search)
  return { query, people, searching }
}
