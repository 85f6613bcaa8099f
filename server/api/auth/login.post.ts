import { getRequestHeader } from 'h3'
import { login as contract } from '#shared/contracts/account.ts'
import { login } from '#server/domain/account/login.ts'
import { answerSignedIn } from '#server/utils/answer-signed-in.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { returnLimits } from '#server/utils/rate-limit.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  const userAgent = getRequestHeader(event, 'user-agent') ?? ''
  const { tokens, account } = await login({ ...body, userAgent, address: actor.address })
  // Only wrong passwords count towards the limits.
  await returnLimits(contract.limits, { actor, body })
  return answerSignedIn(event, tokens, account)
})
