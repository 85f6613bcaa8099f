import type { ApiInput } from '#shared/api-types.ts'
import type { Invitation } from '#shared/types.ts'
import { readFailure } from '#client/api/failure.ts'

/** What is invited into: a group, or a project alone. */
export type InvitationTarget = { conversationId: string } | { projectId: string }

export type NewInvitation = NonNullable<ApiInput<'createGroupInvitation'>['body']>

/** The open invitations into a place, and what is done with them. `failure` says why something did not work. */
export function useInvitationList(place: InvitationTarget) {
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()
  const invitations = ref<Invitation[]>([])

  const list = () => 'conversationId' in place
    ? request('listGroupInvitations', { params: place })
    : request('listProjectInvitations', { params: place })

  /** Into a project everybody comes with a role in it. */
  const make = ({ role, projectRole, ...wish }: NewInvitation) => 'conversationId' in place
    ? request('createGroupInvitation', { params: place, body: { role, projectRole, ...wish } })
    : request('createProjectInvitation', { params: place, body: { projectRole: projectRole ?? 'client', ...wish } })

  const reload = async () => void (invitations.value = await list())

  const change = (command: () => Promise<unknown>) => attempt(async () => {
    await command().catch(async (error: unknown) => {
      // Perhaps the answer alone was lost: what was done shows all the same, or it would be done again.
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
    /** Resolves to what was made, or to nothing when it failed. */
    async create(wish: NewInvitation): Promise<Invitation | undefined> {
      let made: Invitation | undefined
      await change(async () => made = await make(wish))
      return made
    },
    revoke: (invitationId: string) => change(() => request('revokeInvitation', { params: { invitationId } })),
    resend: (invitationId: string) => attempt(() => request('resendInvitation', { params: { invitationId } })),
  }
}
