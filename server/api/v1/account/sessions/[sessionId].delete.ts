import { revokeSession as contract } from '#shared/contracts/account.ts'
import { revokeSession } from '#server/domain/authentication/revoke-session.ts'
import { DONE } from '#server/utils/answer-done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params }) => {
  await revokeSession({ actor, ...params })
  return DONE
})
