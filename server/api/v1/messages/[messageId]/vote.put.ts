import { vote as contract } from '#shared/contracts/polls.ts'
import { vote } from '#server/domain/polls/vote.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => vote({ actor, ...params, ...body }))
