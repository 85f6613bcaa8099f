import { readProject as contract } from '#shared/contracts/projects.ts'
import { readProject } from '#server/domain/projects/read-project.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor, params }) => readProject({ actor, ...params }))
