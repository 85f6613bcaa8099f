import { removeBookmark as contract } from '#shared/contracts/bookmarks.ts'
import { removeBookmark } from '#server/domain/bookmarks/remove-bookmark.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => removeBookmark({ actor, ...params }))
