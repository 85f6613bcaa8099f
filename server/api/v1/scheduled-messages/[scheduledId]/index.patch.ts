import { changeScheduled as contract } from '#shared/contracts/scheduled.ts'
import { changeScheduled } from '#server/domain/scheduled/change-scheduled.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => changeScheduled({ actor, ...params, ...body }))
