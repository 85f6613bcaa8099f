import { readConversation as contract } from '#shared/contracts/conversations.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => loadConversation({ actor, ...params }))
