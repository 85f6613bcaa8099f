import { saveMessage as contract } from '#shared/contracts/keeping.ts'
import { saveMessage } from '#server/domain/bookmarks/save-message.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => saveMessage({ actor, ...params }))
