import type { JobKind } from '#server/domain/jobs/job-kind.ts'
import type { QueuedKind } from '#server/infra/job-queue.ts'
import type { JobAttempt } from '#server/infra/run-job.ts'

/** A kind of job with its handler function. */
export interface Handler {
  kind: QueuedKind
  run: JobAttempt
}

/** Creates the handler of one kind of job. It parses the payload, which another version may have stored. */
export function defineJob<Payload extends object>(kind: JobKind<Payload>, run: (payload: Payload) => Promise<void>): Handler {
  return { kind, run: stored => run(kind.payload.parse(stored)) }
}
