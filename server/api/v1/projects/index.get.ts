import { listProjects as contract } from '#shared/contracts/projects.ts'
import { listProjects } from '#server/domain/projects/list-projects.ts'
import { defineApi } from '#server/utils/define-api.ts'

export default defineApi(contract, ({ actor }) => listProjects({ actor }))
