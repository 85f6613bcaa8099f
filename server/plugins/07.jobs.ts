import { pool } from '#server/infra/postgres/database.ts'
import { jobQueue, openJobQueue } from '#server/infra/job-queue.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { logger } from '#server/infra/logger.ts'
import { attempts, jobKinds } from '#server/jobs/handlers.ts'

/** The job queue. Requests may fill it until the last of them has ended; jobs begin when every part runs. */
export default defineNitroPlugin(() => {
  lifecycle().add('jobs', async () => {
    const queue = await openJobQueue({ pool: pool(), kinds: jobKinds })
    jobQueue.set(queue)
    lifecycle().ready
      .then(ready => ready ? queue.work(attempts) : undefined)
      .catch((error: unknown) => logger().error({ err: error }, 'no jobs are done on this node'))
    return { drain: () => queue.drain(), stop: () => queue.stop() }
  })
})
