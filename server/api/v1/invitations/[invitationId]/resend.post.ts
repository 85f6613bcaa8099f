import { resendInvitation as contract } from '#shared/contracts/invitations.ts'
import { resendInvitation } from '#server/domain/invitations/resend-invitation.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params }) => {
  await resendInvitation({ actor, ...params })
  return DONE
})
