import { findMoment as contract } from '#shared/contracts/messages.ts'
import { findMoment } from '#server/domain/messages/find-moment.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, query }) => findMoment({ actor, ...params, ...query }))
