import { handOver as contract } from '#shared/contracts/participants.ts'
import { handOver } from '#server/domain/participants/hand-over.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => handOver({ actor, ...params, ...body }))
