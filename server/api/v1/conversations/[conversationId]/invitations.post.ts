import { createGroupInvitation as contract } from '#shared/contracts/invitations.ts'
import { createGroupInvitation } from '#server/domain/invitations/create-group-invitation.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { limitMails } from '#server/utils/limit-mails.ts'

export default defineApi(contract, async ({ actor, params, body }) => {
  await limitMails(actor, body.email)
  return await createGroupInvitation({ actor, ...params, ...body })
})
