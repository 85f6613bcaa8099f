import { removeProjectMember as contract } from '#shared/contracts/projects.ts'
import { removeMember } from '#server/domain/projects/remove-member.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => removeMember({ actor, ...params }))
