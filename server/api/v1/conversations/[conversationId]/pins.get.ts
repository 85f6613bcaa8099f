import { listPins as contract } from '#shared/contracts/pins.ts'
import { listPins } from '#server/domain/pins/list-pins.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => listPins({ actor, ...params }))
