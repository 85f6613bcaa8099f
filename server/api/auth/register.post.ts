import { getRequestHeader } from 'h3'
import { register as contract } from '#shared/contracts/account.ts'
import { register } from '#server/domain/account/register.ts'
import { DONE } from '#server/utils/answer-done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  // The first language is the one that the person likes best.
  const locale = /^[a-z]{2}/i.exec(getRequestHeader(event, 'accept-language') ?? '')?.[0].toLowerCase()
  await register({ ...body, locale, address: actor.address, requestId: actor.requestId })
  return DONE
})
