import { listReminders as contract } from '#shared/contracts/bookmarks.ts'
import { listReminders } from '#server/domain/reminders/list-reminders.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor }) => listReminders({ actor }))
