import { z } from 'zod'
import { timestamp } from '#shared/contracts/fields.ts'

/** The payload of a job at a due time. Without a time, everything that is due now. */
export const dueTime = z.object({ at: timestamp.optional() })
