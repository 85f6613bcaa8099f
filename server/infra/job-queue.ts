import type { Pool } from 'pg'
import type { JobResult, JobWithMetadata, QueueOptions } from 'pg-boss'
import { fromPrisma, PgBoss } from 'pg-boss'
import type { Prisma } from '#generated/client.ts'
import { lateBound } from './late-bound.ts'
import { logger } from './logger.ts'
import type { JobAttempt } from './run-job.ts'
import { runJob } from './run-job.ts'

/** The database schema of the queue. */
const SCHEMA = 'jobs'

/** The dead-letter queue: jobs after their last failed attempt, for the operator. */
const GIVEN_UP = 'given-up'

/** Seconds that a finished job is kept. One day is enough for debugging; a payload may contain an address. */
const KEEP_FINISHED_SECONDS = 24 * 3_600

/** Seconds that a job may wait, and that a dead-lettered job is kept: two weeks, so that an operator may be on holiday. */
const KEEP_WAITING_SECONDS = 14 * 24 * 3_600

/** Jobs of one kind that a node runs concurrently. */
const BATCH = 10

/** Milliseconds that running jobs get to finish at shutdown. Slower jobs are retried on another node. */
const STOP_TIMEOUT_MS = 8_000

/** Retry and schedule settings of a kind of job. All times are in seconds. */
export interface JobPolicy {
  /** Attempts after the first one. */
  retries: number
  /** Pause before the second attempt. It roughly doubles before each further one. */
  firstPause: number
  longestPause: number
  /** An attempt that takes longer counts as failed, because its node was killed or hangs. */
  timeout: number
  /** How often a node looks for jobs that other nodes queued. */
  poll: number
  /** Cron schedule in UTC (minute, hour, day, month, weekday). */
  cron?: string
}

/** A kind of job as the queue sees it. */
export interface QueuedKind {
  name: string
  policy: JobPolicy
}

/** The part of a Prisma transaction that is needed to store a job within it. */
export type JobTransaction = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>

/** The data of a stored job. */
export interface StoredJob {
  payload: object
  /** The request that queued the job, for the log; missing for scheduled jobs. */
  requestId?: string
}

interface SendOptions {
  transaction?: JobTransaction | undefined
  at?: Date | undefined
}

export interface JobQueue {
  /** Stores a job, optionally within a transaction and for a later time. It runs at least once, on one node at a time. */
  send(name: string, job: StoredJob, options?: SendOptions): Promise<void>
  /** Looks for jobs of this kind now instead of at the next poll. */
  wake(name: string): void
  /** Starts running jobs. */
  work(run: Readonly<Record<string, JobAttempt>>): Promise<void>
  /** Stops fetching jobs; running ones continue. */
  drain(): Promise<void>
  /** Waits for running jobs. */
  stop(): Promise<void>
}

/** The queue of this process; set at boot. */
export const jobQueue = lateBound<JobQueue>('job queue')

/**
 * Opens the queue on the process's own connections and creates or upgrades its schema. Nodes that
 * start together wait for each other.
 */
export async function openJobQueue({ pool, kinds }: { pool: Pool, kinds: readonly QueuedKind[] }): Promise<JobQueue> {
  const boss = createBoss(pool)
  await boss.start()
  await createQueues(boss, kinds)
  // Jobs that a killed node left unfinished are retried now, not at the next supervision.
  await boss.supervise()
  const workers = new Map<string, string>()
  return {
    async send(name, job, { transaction, at } = {}) {
      await boss.send(name, job, { ...(transaction && { db: fromPrisma(transaction) }), ...(at && { startAfter: at }) })
    },
    wake(name) {
      const worker = workers.get(name)
      if (worker) boss.notifyWorker(worker)
    },
    async work(run) {
      for (const { name, policy } of kinds) workers.set(name, await startWorker(boss, { name, policy }, run))
    },
    async drain() {
      await Promise.all([...workers.keys()].map(name => boss.offWork(name, { wait: false })))
    },
    stop: () => boss.stop({ close: false, timeout: STOP_TIMEOUT_MS }),
  }
}

function createBoss(pool: Pool): PgBoss {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text, values) => pool.query(text, values) },
    registerInstance: false,
    openTelemetry: { enabled: false },
    // Long intervals, so that an idle node hardly uses the database.
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 45,
    flowIntervalSeconds: 3_600,
  })
  boss.on('error', error => logger().warn({ err: error }, 'job queue error'))
  boss.on('warning', ({ message }) => logger().warn({ warning: message }, 'job queue warning'))
  return boss
}

/** A queue keeps the policy it was created with, so the policy is updated at every start. */
async function createQueues(boss: PgBoss, kinds: readonly QueuedKind[]): Promise<void> {
  await boss.createQueue(GIVEN_UP, { retentionSeconds: KEEP_WAITING_SECONDS })
  for (const { name, policy } of kinds) {
    const options = { ...optionsOf(policy), deadLetter: GIVEN_UP }
    await boss.createQueue(name, options)
    await boss.updateQueue(name, options)
    if (policy.cron) await boss.schedule(name, policy.cron, { payload: {} } satisfies StoredJob)
  }
}

function optionsOf({ retries, firstPause, longestPause, timeout }: JobPolicy): QueueOptions {
  return {
    retryLimit: retries,
    retryDelay: firstPause,
    retryBackoff: true,
    retryDelayMax: longestPause,
    expireInSeconds: timeout,
    retentionSeconds: KEEP_WAITING_SECONDS,
    deleteAfterSeconds: KEEP_FINISHED_SECONDS,
  }
}

/** Returns the worker's id. Each job of a batch succeeds or fails on its own. */
function startWorker(boss: PgBoss, { name, policy }: QueuedKind, run: Readonly<Record<string, JobAttempt>>): Promise<string> {
  const attempt = run[name]
  if (!attempt) throw new Error(`The job ${name} has no handler`)
  const options = { batchSize: BATCH, burstWhenBatchFull: true, includeMetadata: true, perJobResults: true, pollingIntervalSeconds: policy.poll } as const
  return boss.work(name, options, (batch: JobWithMetadata<StoredJob>[]): Promise<JobResult[]> =>
    Promise.all(batch.map(async (job) => {
      const result = await runJob(job, attempt)
      if (result.status === 'completed') await settle(boss, job)
      return result
    })))
}

/** Marks a job as done at once, so that it is not repeated if the process is killed during a slower job of the batch. */
async function settle(boss: PgBoss, { name, id, retryCount }: JobWithMetadata<StoredJob>): Promise<void> {
  // The queue marks it again with the whole batch, so a failure here loses nothing.
  await boss.complete(name, { id, retryCount }).catch((error: unknown) => logger().warn({ err: error, job: name, jobId: id }, 'job not marked as done yet'))
}
