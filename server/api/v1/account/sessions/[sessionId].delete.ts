import { revokeSession as contract } from '#shared/contracts/account.ts'
import { revokeSession } from '#server/domain/authentication/revoke-session.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { clearBrowserData } from '#server/utils/session-cookies.ts'

export default defineApi(contract, async ({ event, actor, params }) => {
  await revokeSession({ actor, ...params })
  if (params.sessionId === actor.sessionId) clearBrowserData(event)
  return DONE
})
