import { searchUsers as contract } from '#shared/contracts/users.ts'
import { searchUsers } from '#server/domain/users/search-users.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, query }) => searchUsers({ actor, ...query }))
