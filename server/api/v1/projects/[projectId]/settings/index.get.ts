import { readProjectSettings as contract } from '#shared/contracts/projects.ts'
import { showSettings } from '#server/domain/projects/show-settings.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => showSettings({ actor, ...params }))
