import { listReminders as contract } from '#shared/contracts/keeping.ts'
import { listReminders } from '#server/domain/bookmarks/list-saved.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor }) => listReminders({ actor }))
