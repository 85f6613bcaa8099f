import { resetPassword as contract } from '#shared/contracts/account.ts'
import { resetPassword } from '#server/domain/passwords/reset-password.ts'
import { DONE } from '#server/utils/answer-done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, body }) => {
  await resetPassword({ ...body, address: actor.address, requestId: actor.requestId })
  return DONE
})
