import { addProjectMember as contract } from '#shared/contracts/projects.ts'
import { addMember } from '#server/domain/projects/add-member.ts'
import { defineApi, ApiResponse } from '#server/utils/define-api.ts'

export default defineApi(contract, async ({ actor, params, body }) => {
  const { project, created } = await addMember({ actor, ...params, ...body })
  return new ApiResponse(project, { status: created ? 201 : 200 })
})
