import type { ProjectMember } from '#shared/types.ts'
import type { Failure } from '#client/api/failure.ts'
import { readFailure } from '#client/api/failure.ts'

/** The members of the chosen project. Empty until `loaded`; `failure` says why loading failed. */
export function useProjectMembers(projectId: Ref<string>) {
  const { request } = useApi()
  const members = ref<ProjectMember[]>([])
  const loaded = ref(false)
  const failure = shallowRef<Failure>()

  async function load(): Promise<void> {
    const chosen = projectId.value
    members.value = []
    loaded.value = false
    failure.value = undefined
    if (!chosen) return
    try {
      const project = await request('readProject', { params: { projectId: chosen } })
      if (projectId.value !== chosen) return
      members.value = project.members
      loaded.value = true
    }
    catch (error) {
      if (projectId.value === chosen) failure.value = readFailure(error)
    }
  }

  watch(projectId, load, { immediate: true })
  useAfterOutage(() => failure.value, load)

  return { members, loaded, failure }
}
