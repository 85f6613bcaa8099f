import { listDrafts as contract } from '#shared/contracts/drafts.ts'
import { listDrafts } from '#server/domain/drafts/list-drafts.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor }) => listDrafts({ actor }))
