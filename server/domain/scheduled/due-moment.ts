import { z } from 'zod'
import { timestamp } from '#shared/contracts/fields.ts'

/** The payload of a job at a due time. Without a time, everything that is due now. */
export const dueMoment = z.object({ at: timestamp.optional() })
