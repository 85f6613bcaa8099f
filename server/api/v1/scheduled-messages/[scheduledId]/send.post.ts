import { sendScheduled as contract } from '#shared/contracts/scheduled.ts'
import { sendScheduled } from '#server/domain/scheduled/send-scheduled.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => sendScheduled({ actor, ...params }))
