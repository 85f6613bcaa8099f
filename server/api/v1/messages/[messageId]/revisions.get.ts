import { listRevisions as contract } from '#shared/contracts/messages.ts'
import { listRevisions } from '#server/domain/messages/list-revisions.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => listRevisions({ actor, ...params }))
