import { unpinMessage as contract } from '#shared/contracts/keeping.ts'
import { unpinMessage } from '#server/domain/messages/unpin-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => unpinMessage({ actor, ...params }))
