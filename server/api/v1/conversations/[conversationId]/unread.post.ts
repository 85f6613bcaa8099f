import { markUnread as contract } from '#shared/contracts/conversations.ts'
import { markUnread } from '#server/domain/read-markers/mark-unread.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => markUnread({ actor, ...params, ...body }))
