import { listPins as contract } from '#shared/contracts/keeping.ts'
import { listPins } from '#server/domain/messages/list-pins.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => listPins({ actor, ...params }))
