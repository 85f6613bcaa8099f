import { verifyEmail as contract } from '#shared/contracts/account.ts'
import { verifyEmail } from '#server/domain/account/verify-email.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, body }) => {
  await verifyEmail({ ...body, address: actor.address, requestId: actor.requestId })
  return DONE
})
