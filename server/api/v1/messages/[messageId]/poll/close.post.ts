import { closePoll as contract } from '#shared/contracts/polls.ts'
import { closePoll } from '#server/domain/polls/close-poll.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => closePoll({ actor, ...params }))
