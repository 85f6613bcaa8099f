import { unpinMessage as contract } from '#shared/contracts/pins.ts'
import { unpinMessage } from '#server/domain/pins/unpin-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => unpinMessage({ actor, ...params }))
