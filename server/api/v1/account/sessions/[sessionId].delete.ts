import { revokeSession as contract } from '#shared/contracts/account.ts'
import { revokeSession } from '#server/domain/authentication/revoke-session.ts'
import { DONE } from '#server/utils/answer-done.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { forgetInBrowser } from '#server/utils/session-cookies.ts'

export default defineApi(contract, async ({ event, actor, params }) => {
  await revokeSession({ actor, ...params })
  if (params.sessionId === actor.sessionId) forgetInBrowser(event)
  return DONE
})
