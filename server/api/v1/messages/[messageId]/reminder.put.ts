import { setReminder as contract } from '#shared/contracts/bookmarks.ts'
import { setReminder } from '#server/domain/reminders/set-reminder.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => setReminder({ actor, ...params, ...body }))
