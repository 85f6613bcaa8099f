import { Pool } from 'pg'
import { z } from 'zod'
import type { JobKind } from '#server/domain/jobs/job-kind.ts'
import type { JobQueue } from '#server/infra/job-queue.ts'
import { openJobQueue } from '#server/infra/job-queue.ts'
import type { TestDatabase } from '../../helpers/test-database.ts'

/** The only kind of job in these tests. */
export const letter: JobKind<{ to: string }> = {
  name: 'carry-letter',
  payload: z.object({ to: z.string() }),
  policy: { retries: 3, firstPause: 60, longestPause: 3_600, timeout: 60, poll: 1 },
}

export interface Letter { to: string }

export type Carrier = (letter: Letter) => Promise<void>

/** A node that runs only this kind of job. */
export interface Node {
  queue: JobQueue
  close(): Promise<void>
}

/** Opens a queue with its own connections, like a separate process. */
export async function openNode(url: string, carry: Carrier): Promise<Node> {
  const pool = new Pool({ connectionString: url, max: 4 })
  // An idle connection may end with its database without failing the test.
  pool.on('error', error => error)
  const queue = await openJobQueue({ pool, kinds: [letter] })
  await queue.work({ [letter.name]: payload => carry(letter.payload.parse(payload)) })
  return {
    queue,
    close: async () => {
      await queue.stop()
      await pool.end()
    },
  }
}

export interface JobRow {
  state: string
  /** Seconds between the start of the last attempt and the next one. */
  pause: number
  data: { payload: Letter, requestId?: string }
}

/** The rows of a queue, oldest first. */
export function jobsIn(database: TestDatabase, queue: string): Promise<JobRow[]> {
  return database.query<JobRow>(
    'SELECT state, extract(epoch FROM start_after - started_on)::float AS pause, data FROM jobs.job WHERE name = $1 ORDER BY created_on', [queue])
}

/** Ends the pause before the next attempt. */
export async function passPause(database: TestDatabase): Promise<void> {
  await database.query('UPDATE jobs.job SET start_after = now() WHERE state = \'retry\'')
}

/** Moves the start of running attempts back by an hour, so that they exceed their timeout. */
export async function passHour(database: TestDatabase): Promise<void> {
  await database.query('UPDATE jobs.job SET started_on = started_on - interval \'1 hour\' WHERE state = \'active\'')
  await database.query('UPDATE jobs.queue SET monitor_on = NULL, monitor_claim_on = NULL')
}
