import { remindDue } from '#server/domain/reminders/remind-due.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'

/**
 * Sends due scheduled messages and reminders. The later of the job's time (database clock) and this
 * node's clock counts, so that a slow node clock delays nothing.
 */
export async function fallDue({ at }: { at?: string | undefined }): Promise<void> {
  const now = new Date(Math.max(Date.now(), Date.parse(at ?? '') || 0))
  // A failure of one does not stop the other. The job is then retried.
  const results = await Promise.allSettled([sendDue({ now }), remindDue({ now })])
  const failures = results.flatMap(result => result.status === 'rejected' ? [result.reason as unknown] : [])
  if (failures.length > 0) throw new AggregateError(failures, 'Due messages or reminders failed')
}
