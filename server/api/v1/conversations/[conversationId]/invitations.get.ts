import { listGroupInvitations as contract } from '#shared/contracts/invitations.ts'
import { listGroupInvitations } from '#server/domain/invitations/list-invitations.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => listGroupInvitations({ actor, ...params }))
