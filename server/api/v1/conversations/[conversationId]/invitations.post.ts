import { createGroupInvitation as contract } from '#shared/contracts/invitations.ts'
import { createGroupInvitation } from '#server/domain/invitations/create-group-invitation.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => createGroupInvitation({ actor, ...params, ...body }))
