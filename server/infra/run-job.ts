import type { JobResult, JobWithMetadata } from 'pg-boss'
import type { StoredJob } from './job-queue.ts'
import { logger } from './logger.ts'

/** One attempt at a job. It throws when it has to be tried again. */
export type JobAttempt = (payload: object) => Promise<void>

/** Makes one attempt and says how it went: to the queue, and to the log under the request that asked for it. */
export async function runJob({ id, name, data, retryCount, retryLimit }: JobWithMetadata<StoredJob>, attempt: JobAttempt): Promise<JobResult> {
  const log = logger().child({ job: name, jobId: id, requestId: data.requestId, attempt: retryCount + 1 })
  const startedAt = performance.now()
  try {
    await attempt(data.payload)
    log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'job done')
    return { id, status: 'completed' }
  }
  catch (error) {
    if (retryCount < retryLimit) log.warn({ err: error }, 'job failed, it will be tried again')
    else log.error({ err: error }, 'job given up')
    // Only the kind of error is stored: its message may repeat an address.
    return { id, status: 'failed', output: { error: error instanceof Error ? error.name : 'unknown' } }
  }
}
