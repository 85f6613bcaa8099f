import { pinMessage as contract } from '#shared/contracts/pins.ts'
import { pinMessage } from '#server/domain/pins/pin-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => pinMessage({ actor, ...params }))
