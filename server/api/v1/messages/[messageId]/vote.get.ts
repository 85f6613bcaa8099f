import { readVote as contract } from '#shared/contracts/polls.ts'
import { readVote } from '#server/domain/polls/read-vote.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => readVote({ actor, ...params }))
