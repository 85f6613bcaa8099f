import { listMessages as contract } from '#shared/contracts/messages.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { defineApi, ApiResponse } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params, query }) => {
  const { messages, next } = await listMessages({ actor, ...params, ...query })
  return new ApiResponse(messages, { page: { next } })
})
