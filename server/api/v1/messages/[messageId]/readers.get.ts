import { listReaders as contract } from '#shared/contracts/readers.ts'
import { listReaders } from '#server/domain/read-markers/list-readers.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => listReaders({ actor, ...params }))
