import type { ApiInput } from '#shared/api-types.ts'
import type { Invitation } from '#shared/types.ts'
import { readFailure } from '#client/api/failure.ts'

/** The target of an invitation: a group, or only a project. */
export type InvitationTarget = { conversationId: string } | { projectId: string }

export type NewInvitation = NonNullable<ApiInput<'createGroupInvitation'>['body']>

/** The open invitations to a group or project, and their actions. `failure` says why an action failed. */
export function useInvitationList(target: InvitationTarget) {
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()
  const invitations = ref<Invitation[]>([])

  const list = () => 'conversationId' in target
    ? request('listGroupInvitations', { params: target })
    : request('listProjectInvitations', { params: target })

  /** An invitation to a project needs a project role. */
  const issue = ({ role, projectRole, ...input }: NewInvitation) => 'conversationId' in target
    ? request('createGroupInvitation', { params: target, body: { role, projectRole, ...input } })
    : request('createProjectInvitation', { params: target, body: { projectRole: projectRole ?? 'client', ...input } })

  const reload = async () => void (invitations.value = await list())

  const change = (command: () => Promise<unknown>) => attempt(async () => {
    await command().catch(async (error: unknown) => {
      // Perhaps only the response was lost: show the result, so that the user does not repeat the action.
      if (readFailure(error).code === 'network') await Promise.allSettled([reload()])
      throw error
    })
    await reload()
  })

  return {
    invitations,
    busy,
    failure,
    load: () => change(async () => undefined),
    /** Resolves to the new invitation, or undefined on failure. */
    async create(input: NewInvitation): Promise<Invitation | undefined> {
      let created: Invitation | undefined
      await change(async () => created = await issue(input))
      return created
    },
    revoke: (invitationId: string) => change(() => request('revokeInvitation', { params: { invitationId } })),
    resend: (invitationId: string) => attempt(() => request('resendInvitation', { params: { invitationId } })),
  }
}
