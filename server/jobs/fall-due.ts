import { remindDue } from '#server/domain/reminders/remind-due.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'

/**
 * Sends and reminds of everything that is due. The queue goes by the database's clock: what it
 * says is due is due, also where this node's clock is behind.
 */
export async function fallDue({ at }: { at?: string | undefined }): Promise<void> {
  const now = new Date(Math.max(Date.now(), Date.parse(at ?? '') || 0))
  // A failure of one does not stop the other; the job is retried.
  const results = await Promise.allSettled([sendDue({ now }), remindDue({ now })])
  const broken = results.flatMap(result => result.status === 'rejected' ? [result.reason as unknown] : [])
  if (broken.length > 0) throw new AggregateError(broken, 'Not everything that is due could be done')
}
