import type { JobTransaction, QueuedKind } from '#server/infra/job-queue.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import type { JobKind } from './job-kind.ts'

interface Origin {
  /** The request that enqueues the job, for its log lines. */
  requestId: string
  /** Commits the job together with other rows. Call `wake` after the commit. */
  transaction?: JobTransaction
  /** When to run the job. Default: at once. */
  at?: Date
}

/** Adds a job to the queue. It survives a restart and runs at least once, on any node. */
export async function enqueue<Payload extends object>({ name, payload: schema }: JobKind<Payload>, payload: Payload, { requestId, transaction, at }: Origin): Promise<void> {
  await jobQueue().send(name, { payload: schema.parse(payload), requestId }, { transaction, at })
  if (!transaction && !at) jobQueue().wake(name)
}

/** Runs a job at once whose transaction has just been committed. Otherwise it waits for the next poll. */
export function wake({ name }: QueuedKind): void {
  jobQueue().wake(name)
}
