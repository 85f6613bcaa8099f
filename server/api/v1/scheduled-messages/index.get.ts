import { listScheduled as contract } from '#shared/contracts/scheduled.ts'
import { listScheduled } from '#server/domain/scheduled/list-scheduled.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor }) => listScheduled({ actor }))
