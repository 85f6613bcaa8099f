import { getRequestHeader } from 'h3'
import { login as contract } from '#shared/contracts/account.ts'
import { login } from '#server/domain/authentication/login.ts'
import { isOutage } from '#server/infra/postgres/is-outage.ts'
import { returnPoint, takePoint } from '#server/infra/rate-limiters.ts'
import { respondSignedIn, isProgram } from '#server/utils/respond-signed-in.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { isKnownBrowser, markKnownBrowser } from '#server/utils/known-browser.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  const accountLimit = isKnownBrowser(event, body.email) ? 'loginKnownBrowser' : 'loginAccount'
  await takePoint(accountLimit, body.email)
  const returnPoints = () => Promise.all([returnPoint('loginAddress', actor.address), returnPoint(accountLimit, body.email)])
  const userAgent = getRequestHeader(event, 'user-agent') ?? ''
  try {
    const { tokens, account } = await login({ ...body, userAgent, address: actor.address })
    await returnPoints()
    if (!isProgram(event)) markKnownBrowser(event, account.email)
    return respondSignedIn(event, tokens, account)
  }
  catch (error) {
    // Only wrong passwords count towards the limits, so an outage must not lock anyone out.
    if (isOutage(error)) await returnPoints()
    throw error
  }
})
