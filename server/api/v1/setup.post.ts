import { setUp as contract } from '#shared/contracts/account.ts'
import { setUpInstallation } from '#server/domain/setup/set-up-installation.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, body }) => {
  await setUpInstallation({ ...body, address: actor.address })
  return DONE
})
