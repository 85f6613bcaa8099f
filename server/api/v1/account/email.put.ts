import { changeEmail as contract } from '#shared/contracts/account.ts'
import { changeEmail } from '#server/domain/account/change-email.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, body }) => {
  await changeEmail({ actor, ...body })
  return DONE
})
