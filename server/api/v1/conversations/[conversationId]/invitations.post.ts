import { createGroupInvitation as contract } from '#shared/contracts/invitations.ts'
import { createGroupInvitation } from '#server/domain/invitations/create-group-invitation.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { limitMails } from '#server/utils/limit-mails.ts'

export default defineApi(contract, async ({ event, actor, params, body }) => {
  await limitMails(event, actor, body.email)
  return await createGroupInvitation({ actor, ...params, ...body })
})
