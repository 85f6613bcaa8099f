import { revokeInvitation as contract } from '#shared/contracts/invitations.ts'
import { revokeInvitation } from '#server/domain/invitations/revoke-invitation.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params }) => {
  await revokeInvitation({ actor, ...params })
  return DONE
})
