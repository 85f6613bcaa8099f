import { readMessage as contract } from '#shared/contracts/messages.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => readMessage({ actor, ...params }))
