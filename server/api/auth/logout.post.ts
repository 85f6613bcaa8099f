import { getRequestHeader } from 'h3'
import { logout as contract } from '#shared/contracts/account.ts'
import { readCookie, REFRESH_COOKIE } from '#server/domain/authentication/credential.ts'
import { logout } from '#server/domain/authentication/logout.ts'
import { accessTokenOf } from '#server/utils/actor.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'
import { clearBrowserData } from '#server/utils/session-cookies.ts'

export default defineApi(contract, async ({ event, actor }) => {
  const refreshToken = readCookie(getRequestHeader(event, 'cookie'), REFRESH_COOKIE)
  await logout({ accessToken: accessTokenOf(event), refreshToken, address: actor.address })
  clearBrowserData(event)
  return DONE
})
