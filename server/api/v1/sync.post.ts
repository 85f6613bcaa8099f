import { sync as contract } from '#shared/contracts/sync.ts'
import { sync } from '#server/domain/sync/sync.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, body }) => sync({ actor, ...body }))
