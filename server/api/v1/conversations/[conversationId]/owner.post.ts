import { transferOwnership as contract } from '#shared/contracts/participants.ts'
import { transferOwnership } from '#server/domain/participants/transfer-ownership.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => transferOwnership({ actor, ...params, ...body }))
