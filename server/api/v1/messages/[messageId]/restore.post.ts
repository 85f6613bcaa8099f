import { restoreMessage as contract } from '#shared/contracts/messages.ts'
import { restoreMessage } from '#server/domain/messages/restore-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => restoreMessage({ actor, ...params }))
