import { updateProjectMember as contract } from '#shared/contracts/projects.ts'
import { updateMember } from '#server/domain/projects/update-member.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params, body }) => updateMember({ actor, ...params, ...body }))
