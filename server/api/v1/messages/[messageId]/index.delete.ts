import { deleteMessage as contract } from '#shared/contracts/messages.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => deleteMessage({ actor, ...params }))
