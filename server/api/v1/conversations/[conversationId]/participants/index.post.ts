import { addParticipants as contract } from '#shared/contracts/participants.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => addParticipants({ actor, ...params, ...body }))
