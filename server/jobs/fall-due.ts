import { jobs } from '#server/domain/jobs.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'
import { defineJob } from './define-job.ts'

/** The queue goes by the database's clock: what it says is due is due, also where this node's clock is behind. */
export default defineJob(jobs.fallDue, ({ at }) => sendDue({ now: new Date(Math.max(Date.now(), Date.parse(at ?? '') || 0)) }))
