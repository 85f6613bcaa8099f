import { signUpInvited as contract } from '#shared/contracts/invitations.ts'
import { signUpInvited } from '#server/domain/invitations/sign-up-invited.ts'
import { DONE } from '#server/utils/done.ts'
import { browserLanguage } from '#server/utils/browser-language.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  await signUpInvited({ ...body, locale: browserLanguage(event), address: actor.address })
  return DONE
})
