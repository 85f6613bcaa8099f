import { removeNamedParticipant as contract } from '#shared/contracts/participants.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => removeParticipant({ actor, ...params, ...body }))
