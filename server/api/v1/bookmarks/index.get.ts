import { listSaved as contract } from '#shared/contracts/keeping.ts'
import { listSaved } from '#server/domain/bookmarks/list-saved.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, query }) => listSaved({ actor, ...query }))
