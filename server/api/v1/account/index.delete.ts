import { deleteAccount as contract } from '#shared/contracts/account.ts'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { clearBrowserData } from '#server/utils/session-cookies.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  await deleteAccount({ actor, ...body })
  clearBrowserData(event)
  return DONE
})
