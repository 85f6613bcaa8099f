/** The projects of the reader, by name. Loaded with the page, shared by all who ask. */
export function useProjects() {
  const { request } = useApi()
  const { locale } = useI18n()
  const { data, error, status } = useAsyncData('projects', () => request('listProjects'), { lazy: true, dedupe: 'defer' })
  const projects = computed(() => [...data.value ?? []].sort((one, other) => one.name.localeCompare(other.name, locale.value)))
  // Without its projects the list is still a list: a failure counts as an answer, too. Asking again
  // takes nothing away: the list, its place and the focus in it would go with it.
  const loaded = computed(() => data.value !== undefined || status.value === 'error')
  return { projects, loaded, error }
}
