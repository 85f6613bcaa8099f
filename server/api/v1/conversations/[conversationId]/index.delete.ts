import { archiveConversation as contract } from '#shared/contracts/conversations.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => updateConversation({ actor, ...params, status: 'archived' }))
