import { defineApi } from '#server/utils/define-api.ts'
import { readOverview } from '../../../domain/analytics/read-overview.ts'
import { readOverview as contract } from '../../../../shared/contracts.ts'

export default defineApi(contract, ({ actor }) => readOverview({ actor }))
