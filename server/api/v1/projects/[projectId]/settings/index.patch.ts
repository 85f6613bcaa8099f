import { updateProjectSettings as contract } from '#shared/contracts/projects.ts'
import { updateSettings } from '#server/domain/projects/update-settings.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => updateSettings({ actor, ...params, change: body }))
