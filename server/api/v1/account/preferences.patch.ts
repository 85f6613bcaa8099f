import { updatePreferences as contract } from '#shared/contracts/account.ts'
import { updatePreferences } from '#server/domain/account/update-preferences.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, body }) => updatePreferences({ actor, changes: body }))
