import { updateThread as contract } from '#shared/contracts/threads.ts'
import { updateThread } from '#server/domain/threads/update-thread.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => updateThread({ actor, ...params, ...body }))
