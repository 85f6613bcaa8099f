import { readInvitation as contract } from '#shared/contracts/invitations.ts'
import { readInvitation } from '#server/domain/invitations/read-invitation.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ body }) => readInvitation(body))
