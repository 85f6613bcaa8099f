import { markRead as contract } from '#shared/contracts/conversations.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => markRead({ actor, ...params, ...body }))
