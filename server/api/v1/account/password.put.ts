import { changePassword as contract } from '#shared/contracts/account.ts'
import { changePassword } from '#server/domain/passwords/change-password.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, body }) => {
  await changePassword({ actor, ...body })
  return DONE
})
