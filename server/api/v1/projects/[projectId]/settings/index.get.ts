import { readProjectSettings as contract } from '#shared/contracts/projects.ts'
import { readSettings } from '#server/domain/projects/read-settings.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => readSettings({ actor, ...params }))
