import { getRequestHeader } from 'h3'
import { login as contract } from '#shared/contracts/account.ts'
import { login } from '#server/domain/authentication/login.ts'
import { isOutage } from '#server/infra/postgres/is-outage.ts'
import { answerSignedIn } from '#server/utils/answer-signed-in.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { returnLimits } from '#server/utils/rate-limit.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  const userAgent = getRequestHeader(event, 'user-agent') ?? ''
  try {
    const { tokens, account } = await login({ ...body, userAgent, address: actor.address })
    await returnLimits(contract.limits, { actor, body })
    return answerSignedIn(event, tokens, account)
  }
  catch (error) {
    // Only wrong passwords count towards the limits: whoever tries in an outage comes in after it.
    if (isOutage(error)) await returnLimits(contract.limits, { actor, body })
    throw error
  }
})
