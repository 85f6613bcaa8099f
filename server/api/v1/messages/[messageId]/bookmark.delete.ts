import { unsaveMessage as contract } from '#shared/contracts/keeping.ts'
import { unsaveMessage } from '#server/domain/bookmarks/unsave-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => unsaveMessage({ actor, ...params }))
