import { remindDue } from '#server/domain/reminders/remind-due.ts'
import { jobs } from '#server/domain/jobs.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'
import { defineJob } from './define-job.ts'

/** The queue goes by the database's clock: what it says is due is due, also where this node's clock is behind. */
export default defineJob(jobs.fallDue, async ({ at }) => {
  const now = new Date(Math.max(Date.now(), Date.parse(at ?? '') || 0))
  // Neither stands in the way of the other; what broke is tried again.
  const results = await Promise.allSettled([sendDue({ now }), remindDue({ now })])
  const broken = results.flatMap(result => result.status === 'rejected' ? [result.reason as unknown] : [])
  if (broken.length > 0) throw new AggregateError(broken, 'Not everything that is due could be done')
})
