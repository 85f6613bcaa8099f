import { readThread as contract } from '#shared/contracts/threads.ts'
import { readThread } from '#server/domain/threads/read-thread.ts'
import { defineApi, ApiResponse } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params, query }) => {
  const { thread, next } = await readThread({ actor, ...params, ...query })
  return new ApiResponse(thread, { page: { next } })
})
