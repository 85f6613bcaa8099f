import { listThreads as contract } from '#shared/contracts/threads.ts'
import { listThreads } from '#server/domain/threads/list-threads.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, query }) => listThreads({ actor, ...query }))
