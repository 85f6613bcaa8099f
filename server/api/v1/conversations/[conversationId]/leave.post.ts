import { leaveConversation as contract } from '#shared/contracts/conversations.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params }) => {
  await leaveConversation({ actor, ...params })
  return params
})
