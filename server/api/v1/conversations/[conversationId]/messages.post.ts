import { sendMessage as contract } from '#shared/contracts/messages.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { defineApi, ApiResponse } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params, body }) => {
  const { message, created } = await sendMessage({ actor, ...params, ...body })
  return new ApiResponse(message, { status: created ? 201 : 200 })
})
