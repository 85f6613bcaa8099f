import { defineApi } from '#server/utils/define-api.ts'
import { listAllConversations } from '../../../domain/moderation/list-all-conversations.ts'
import { listAllConversations as contract } from '../../../../shared/contracts.ts'

export default defineApi(contract, ({ actor, query }) => listAllConversations({ actor, ...query }))
