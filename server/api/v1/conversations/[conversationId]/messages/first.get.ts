import { findFirstMessage as contract } from '#shared/contracts/messages.ts'
import { findFirstMessage } from '#server/domain/messages/find-first-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, query }) => findFirstMessage({ actor, ...params, ...query }))
