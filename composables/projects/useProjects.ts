/** The user's projects, sorted by name. Loaded with the page and shared by all callers. */
export function useProjects() {
  const { request } = useApi()
  const { locale } = useI18n()
  const { data, error, status } = useAsyncData('projects', () => request('listProjects'), { lazy: true, dedupe: 'defer' })
  const projects = computed(() => [...data.value ?? []].sort((one, other) => one.name.localeCompare(other.name, locale.value)))
  // A failure counts as loaded, because the list also works without its projects. A refresh
  // keeps the old data, otherwise the list would lose its scroll position and focus.
  const loaded = computed(() => data.value !== undefined || status.value === 'error')
  return { projects, loaded, error }
}
