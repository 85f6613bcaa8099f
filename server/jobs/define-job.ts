import type { JobKind } from '#server/domain/jobs.ts'
import type { JobAttempt } from '#server/infra/run-job.ts'

/** A kind of job with who does it, as the worker wants it. */
export type Handler = readonly [name: string, run: JobAttempt]

/** Makes the handler of one kind of job. It parses, since another version may have stored the payload. */
export function defineJob<Payload extends object>({ name, payload }: JobKind<Payload>, run: (payload: Payload) => Promise<void>): Handler {
  return [name, stored => run(payload.parse(stored))]
}
