import { listBookmarks as contract } from '#shared/contracts/bookmarks.ts'
import { listBookmarks } from '#server/domain/bookmarks/list-bookmarks.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, query }) => listBookmarks({ actor, ...query }))
