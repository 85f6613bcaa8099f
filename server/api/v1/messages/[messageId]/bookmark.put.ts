import { bookmarkMessage as contract } from '#shared/contracts/bookmarks.ts'
import { bookmarkMessage } from '#server/domain/bookmarks/bookmark-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => bookmarkMessage({ actor, ...params }))
