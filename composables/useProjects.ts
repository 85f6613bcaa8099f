/** The projects of the reader, by name. Loaded with the page, shared by all who ask. */
export function useProjects() {
  const { request } = useApi()
  const { locale } = useI18n()
  const { data, error } = useAsyncData('projects', () => request('listProjects'), { lazy: true, dedupe: 'defer' })
  const projects = computed(() => [...data.value ?? []].sort((one, other) => one.name.localeCompare(other.name, locale.value)))
  return { projects, error }
}
