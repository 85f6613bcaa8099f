import { revokeOtherSessions as contract } from '#shared/contracts/account.ts'
import { revokeOtherSessions } from '#server/domain/authentication/revoke-other-sessions.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor }) => {
  await revokeOtherSessions({ actor })
  return DONE
})
