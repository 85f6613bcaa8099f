import { updateSettings as contract } from '#shared/contracts/settings.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => updateSettings({ actor, ...params, patch: body }))
