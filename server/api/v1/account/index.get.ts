import { readAccount as contract } from '#shared/contracts/account.ts'
import { readAccount } from '#server/domain/account/read-account.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor }) => readAccount({ actor }))
