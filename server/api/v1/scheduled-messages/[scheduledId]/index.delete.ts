import { cancelScheduled as contract } from '#shared/contracts/scheduled.ts'
import { cancelScheduled } from '#server/domain/scheduled/cancel-scheduled.ts'
import { DONE } from '#server/utils/done.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params }) => {
  await cancelScheduled({ actor, ...params })
  return DONE
})
