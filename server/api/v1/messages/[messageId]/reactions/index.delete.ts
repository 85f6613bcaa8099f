import { removeReaction as contract } from '#shared/contracts/messages.ts'
import { removeReaction } from '#server/domain/reactions/remove-reaction.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => removeReaction({ actor, ...params, ...body }))
