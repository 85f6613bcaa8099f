import { PURGE_AFTER_DAYS } from '#shared/limits.ts'
import type { ProjectSettings } from '#shared/types.ts'

/** The settings of a project as a form. Only changed fields are saved. */
export function useProjectSettings(projectId: string) {
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()
  const params = { projectId }
  const saved = shallowRef<ProjectSettings>()
  const form = reactive<ProjectSettings>({ deletionWindow: null, retentionDays: null, purgeAfterDays: PURGE_AFTER_DAYS })

  /** The changed fields only, so that another lead's changes are not overwritten. */
  const changes = computed<Partial<ProjectSettings>>(() => {
    const before = saved.value
    return before ? Object.fromEntries(Object.entries(form).filter(([name, value]) => before[name as keyof ProjectSettings] !== value)) : {}
  })

  const take = (command: () => Promise<ProjectSettings>) => attempt(async () => {
    saved.value = await command()
    Object.assign(form, saved.value)
  })

  return {
    form,
    loaded: computed(() => saved.value !== undefined),
    changed: computed(() => Object.keys(changes.value).length > 0),
    shortens: computed(() => saved.value !== undefined && shortensRetention(saved.value.retentionDays, form.retentionDays)),
    busy,
    failure,
    load: () => take(() => request('readProjectSettings', { params })),
    save: () => take(() => request('updateProjectSettings', { params, body: changes.value })),
  }
}
