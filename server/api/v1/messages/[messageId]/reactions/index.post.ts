import { addReaction as contract } from '#shared/contracts/messages.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => addReaction({ actor, ...params, ...body }))
