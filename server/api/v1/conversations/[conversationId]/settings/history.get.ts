import { listSettingsVersions as contract } from '#shared/contracts/settings.ts'
import { listSettingsVersions } from '#server/domain/conversation-settings/list-settings-versions.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, query }) => listSettingsVersions({ actor, ...params, ...query }))
