import { saveThreadDraft as contract } from '#shared/contracts/drafts.ts'
import { saveThreadDraft } from '#server/domain/drafts/save-thread-draft.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => saveThreadDraft({ actor, ...params, ...body }))
