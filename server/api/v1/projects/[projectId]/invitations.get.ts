import { listProjectInvitations as contract } from '#shared/contracts/invitations.ts'
import { listProjectInvitations } from '#server/domain/invitations/list-invitations.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => listProjectInvitations({ actor, ...params }))
