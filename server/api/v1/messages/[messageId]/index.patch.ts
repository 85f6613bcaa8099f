import { editMessage as contract } from '#shared/contracts/messages.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => editMessage({ actor, ...params, ...body }))
