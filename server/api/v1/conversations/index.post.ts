import { createConversation as contract } from '#shared/contracts/conversations.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { defineApi, ApiResponse } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, body }) => {
  const { conversation, created } = await createConversation({ actor, conversation: body })
  return new ApiResponse(conversation, { status: created ? 201 : 200 })
})
