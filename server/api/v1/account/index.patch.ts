import { updateAccount as contract } from '#shared/contracts/account.ts'
import { updateAccount } from '#server/domain/account/update-account.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, body }) => updateAccount({ actor, ...body }))
