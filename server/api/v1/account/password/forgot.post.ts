import { requestPasswordReset as contract } from '#shared/contracts/account.ts'
import { requestPasswordReset } from '#server/domain/passwords/request-password-reset.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, body }) => {
  await requestPasswordReset({ ...body, requestId: actor.requestId })
  return DONE
})
