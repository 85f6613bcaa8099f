import { acceptInvitation as contract } from '#shared/contracts/invitations.ts'
import { acceptInvitation } from '#server/domain/invitations/accept-invitation.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, body }) => acceptInvitation({ actor, ...body }))
