import { resetPassword as contract } from '#shared/contracts/account.ts'
import { resetPassword } from '#server/domain/passwords/reset-password.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { markKnownBrowser } from '#server/utils/known-browser.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  const { email } = await resetPassword({ ...body, address: actor.address, requestId: actor.requestId })
  // The owner of the mailbox can sign in even while others use up the limit of the account with wrong passwords.
  markKnownBrowser(event, email)
  return DONE
})
