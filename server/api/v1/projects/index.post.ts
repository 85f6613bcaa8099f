import { createProject as contract } from '#shared/contracts/projects.ts'
import { createProject } from '#server/domain/projects/create-project.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, body }) => createProject({ actor, ...body }))
