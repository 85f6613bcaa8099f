import { register as contract } from '#shared/contracts/account.ts'
import { register } from '#server/domain/account/register.ts'
import { DONE } from '#server/utils/done.ts'
import { browserLanguage } from '#server/utils/browser-language.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  await register({ ...body, locale: browserLanguage(event), address: actor.address, requestId: actor.requestId })
  return DONE
})
