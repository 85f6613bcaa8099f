import { resendVerification as contract } from '#shared/contracts/account.ts'
import { resendVerification } from '#server/domain/account/resend-verification.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor }) => {
  await resendVerification({ actor })
  return DONE
})
