import { updateParticipant as contract } from '#shared/contracts/participants.ts'
import { updateParticipant } from '#server/domain/participants/update-participant.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => updateParticipant({ actor, ...params, ...body }))
