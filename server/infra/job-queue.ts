import type { Pool } from 'pg'
import type { JobResult, JobWithMetadata, QueueOptions } from 'pg-boss'
import { fromPrisma, PgBoss } from 'pg-boss'
import type { Prisma } from '#generated/client.ts'
import { lateBound } from './late-bound.ts'
import { logger } from './logger.ts'
import type { JobAttempt } from './run-job.ts'
import { runJob } from './run-job.ts'

/** The schema of the queue, beside the one of the messenger. */
const SCHEMA = 'jobs'

/** Where a job lies after its last attempt, for whoever runs this installation. */
const GIVEN_UP = 'given-up'

/** Seconds that a finished job is kept: a payload may name an address, so no longer than a look at yesterday needs. */
const KEEP_FINISHED_SECONDS = 24 * 3_600

/** Seconds that a job waits at most, and that one which was given up is kept: a fortnight's holiday. */
const KEEP_WAITING_SECONDS = 14 * 24 * 3_600

/** Jobs of one kind that a node does side by side. */
const BATCH = 10

/** Milliseconds that running jobs get to finish when the process ends; what takes longer is tried again elsewhere. */
const STOP_TIMEOUT_MS = 8_000

/** How a kind of job is tried. All times are in seconds. */
export interface JobPolicy {
  /** Attempts after the first one. */
  retries: number
  /** The pause before the second attempt, about twice as long before each further one. */
  firstPause: number
  longestPause: number
  /** An attempt that takes longer has failed: its node was killed, or hangs. */
  timeout: number
  /** How often a node looks for work that no request of its own has announced. */
  poll: number
  /** When it is queued by itself: minute, hour, day, month and weekday in UTC. */
  cron?: string
}

/** A kind of job as the queue sees it. */
export interface QueuedKind {
  name: string
  policy: JobPolicy
}

/** What of a Prisma transaction is needed to let a job commit with it. */
export type JobTransaction = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>

/** What the database keeps of a job. */
export interface StoredJob {
  payload: object
  /** The request that made it, for the log; none when the clock did. */
  requestId?: string
}

interface SendOptions {
  transaction?: JobTransaction | undefined
  at?: Date | undefined
}

export interface JobQueue {
  /** Stores a job, with a transaction or on its own, for now or for later. It runs at least once, on one node at a time. */
  send(name: string, job: StoredJob, options?: SendOptions): Promise<void>
  /** Looks for work of this kind at once instead of at the next poll. */
  wake(name: string): void
  /** Begins to do jobs. */
  work(run: Readonly<Record<string, JobAttempt>>): Promise<void>
  /** Fetches no further jobs; those that run go on. */
  drain(): Promise<void>
  /** Waits for the jobs that run. */
  stop(): Promise<void>
}

/** The queue of this process; set at boot. */
export const jobQueue = lateBound<JobQueue>('job queue')

/**
 * Opens the queue on the process's own connections and creates what is missing of its schema;
 * nodes that start together take turns.
 */
export async function openJobQueue({ pool, kinds }: { pool: Pool, kinds: readonly QueuedKind[] }): Promise<JobQueue> {
  const boss = createBoss(pool)
  await boss.start()
  await createQueues(boss, kinds)
  // What a killed node left half done does not wait for the next round of the supervision.
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
    // The rare questions are asked rarely: an idle node leaves the database in peace.
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 45,
    flowIntervalSeconds: 3_600,
  })
  boss.on('error', error => logger().warn({ err: error }, 'job queue'))
  boss.on('warning', ({ message }) => logger().warn({ warning: message }, 'job queue'))
  return boss
}

/** A queue keeps the policy it was created with, so one that changed in this version is written again. */
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

/** Returns the worker's id. Of a batch each job succeeds or fails by itself. */
function startWorker(boss: PgBoss, { name, policy }: QueuedKind, run: Readonly<Record<string, JobAttempt>>): Promise<string> {
  const attempt = run[name]
  if (!attempt) throw new Error(`Nobody does the jobs called ${name}`)
  const options = { batchSize: BATCH, burstWhenBatchFull: true, includeMetadata: true, perJobResults: true, pollingIntervalSeconds: policy.poll } as const
  return boss.work(name, options, (batch: JobWithMetadata<StoredJob>[]): Promise<JobResult[]> =>
    Promise.all(batch.map(async (job) => {
      const result = await runJob(job, attempt)
      if (result.status === 'completed') await settle(boss, job)
      return result
    })))
}

/** What is done is noted at once: a kill that meets a slower job of the batch does not repeat this one. */
async function settle(boss: PgBoss, { name, id, retryCount }: JobWithMetadata<StoredJob>): Promise<void> {
  // The queue notes it again with the whole batch, so a failure here loses nothing.
  await boss.complete(name, { id, retryCount }).catch((error: unknown) => logger().warn({ err: error, job: name, jobId: id }, 'job not settled yet'))
}
