import { restoreSettings as contract } from '#shared/contracts/settings.ts'
import { restoreSettings } from '#server/domain/conversation-settings/restore-settings.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => restoreSettings({ actor, ...params, ...body }))
