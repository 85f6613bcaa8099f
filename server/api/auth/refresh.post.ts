import { getRequestHeader } from 'h3'
import { refresh as contract } from '#shared/contracts/account.ts'
import { AppError } from '#shared/errors.ts'
import { readCookie, REFRESH_COOKIE } from '#server/domain/authentication/credential.ts'
import { refresh } from '#server/domain/authentication/refresh.ts'
import { respondSignedIn } from '#server/utils/respond-signed-in.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ event, actor, body }) => {
  const refreshToken = body.refreshToken ?? readCookie(getRequestHeader(event, 'cookie'), REFRESH_COOKIE)
  if (!refreshToken) throw new AppError('unauthenticated')
  const { tokens, account } = await refresh({ refreshToken, address: actor.address })
  return respondSignedIn(event, tokens, account)
})
