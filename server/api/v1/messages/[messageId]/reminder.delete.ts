import { removeReminder as contract } from '#shared/contracts/bookmarks.ts'
import { removeReminder } from '#server/domain/reminders/remove-reminder.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => removeReminder({ actor, ...params }))
