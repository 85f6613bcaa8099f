import { readUser as contract } from '#shared/contracts/users.ts'
import { readUser } from '#server/domain/users/read-user.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => readUser({ actor, ...params }))
