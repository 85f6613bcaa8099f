import { saveDraft as contract } from '#shared/contracts/drafts.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => saveDraft({ actor, ...params, ...body }))
