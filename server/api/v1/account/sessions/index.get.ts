import { listSessions as contract } from '#shared/contracts/account.ts'
import { listSessions } from '#server/domain/authentication/list-sessions.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor }) => listSessions({ actor }))
