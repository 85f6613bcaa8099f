import { createProjectInvitation as contract } from '#shared/contracts/invitations.ts'
import { createProjectInvitation } from '#server/domain/invitations/create-project-invitation.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { limitMails } from '#server/utils/limit-mails.ts'

export default defineApi(contract, async ({ actor, params, body }) => {
  await limitMails(actor, body.email)
  return await createProjectInvitation({ actor, ...params, ...body })
})
