import { removePreview as contract } from '#shared/contracts/messages.ts'
import { removePreview } from '#server/domain/previews/remove-preview.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => removePreview({ actor, ...params }))
