import { createProjectInvitation as contract } from '#shared/contracts/invitations.ts'
import { createProjectInvitation } from '#server/domain/invitations/create-project-invitation.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => createProjectInvitation({ actor, ...params, ...body }))
