import { scheduleMessage as contract } from '#shared/contracts/scheduled.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { defineApi, ApiResponse } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params, body }) => {
  const { scheduled, created } = await scheduleMessage({ actor, ...params, ...body })
  return new ApiResponse(scheduled, { status: created ? 201 : 200 })
})
