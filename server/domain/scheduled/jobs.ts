import { jobKind, duePolicy } from '#server/domain/jobs/job-kind.ts'
import { dueMoment } from './due-moment.ts'

/** Sends scheduled messages and shows reminders that are due. */
export const fallDueJob = jobKind('fall-due', dueMoment, duePolicy)
