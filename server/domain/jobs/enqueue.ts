import type { JobTransaction, QueuedKind } from '#server/infra/job-queue.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import type { JobKind } from './job-kind.ts'

interface Origin {
  /** The request that asks for the job, for its log lines. */
  requestId: string
  /** Lets the job commit together with the rows it is about; `wake` it after the commit. */
  transaction?: JobTransaction
  /** When to run it; at once without it. */
  at?: Date
}

/** Puts a job into the queue. It survives the end of this process and runs at least once, on any node. */
export async function enqueue<Payload extends object>({ name, payload: schema }: JobKind<Payload>, payload: Payload, { requestId, transaction, at }: Origin): Promise<void> {
  await jobQueue().send(name, { payload: schema.parse(payload), requestId }, { transaction, at })
  if (!transaction && !at) jobQueue().wake(name)
}

/** Lets this node run at once what a transaction has just committed. Without it the job waits for the next poll. */
export function wake({ name }: QueuedKind): void {
  jobQueue().wake(name)
}
