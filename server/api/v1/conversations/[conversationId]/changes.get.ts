import { listChanges as contract } from '#shared/contracts/sync.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, query }) => listChanges({ actor, ...params, ...query }))
