import { z } from 'zod'
import { timestamp } from '#shared/contracts/fields.ts'

/** The moment for which something was left; without one whatever is due by now. */
export const dueMoment = z.object({ at: timestamp.optional() })
