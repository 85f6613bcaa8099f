import type { JobResult, JobWithMetadata } from 'pg-boss'
import type { StoredJob } from './job-queue.ts'
import { logger } from './logger.ts'

/** One attempt at a job. It throws if the job must be retried. */
export type JobAttempt = (payload: object) => Promise<void>

/** Runs one attempt, logs it with the id of the request that queued the job, and returns the result for the queue. */
export async function runJob({ id, name, data, retryCount, retryLimit }: JobWithMetadata<StoredJob>, attempt: JobAttempt): Promise<JobResult> {
  const log = logger().child({ job: name, jobId: id, requestId: data.requestId, attempt: retryCount + 1 })
  const startedAt = performance.now()
  try {
    await attempt(data.payload)
    log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'job done')
    return { id, status: 'completed' }
  }
  catch (error) {
    if (retryCount < retryLimit) log.warn({ err: error }, 'job failed and will be retried')
    else log.error({ err: error }, 'job given up')
    // Only the name of the error is stored, because its message may contain an address.
    return { id, status: 'failed', output: { error: error instanceof Error ? error.name : 'unknown' } }
  }
}
