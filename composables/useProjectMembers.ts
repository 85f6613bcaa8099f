import type { ProjectMember } from '#shared/types.ts'

/** The members of the chosen project, loaded when it is chosen; nobody until then. */
export function useProjectMembers(projectId: Ref<string>) {
  const { request } = useApi()
  const members = ref<ProjectMember[]>([])

  watch(projectId, async (chosen) => {
    members.value = []
    if (!chosen) return
    const project = await request('readProject', { params: { projectId: chosen } })
    if (projectId.value === chosen) members.value = project.members
  }, { immediate: true })

  return { members }
}
