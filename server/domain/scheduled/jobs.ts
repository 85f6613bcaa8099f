import { jobKind, duePolicy } from '#server/domain/jobs/job-kind.ts'
import { dueTime } from './due-time.ts'

/** Sends scheduled messages and shows reminders that are due. */
export const fallDueJob = jobKind('fall-due', dueTime, duePolicy)
