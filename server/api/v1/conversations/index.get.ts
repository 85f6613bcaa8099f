import { listConversations as contract } from '#shared/contracts/conversations.ts'
import { listConversations } from '#server/domain/conversations/list-conversations.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, query }) => listConversations({ actor, ...query }))
