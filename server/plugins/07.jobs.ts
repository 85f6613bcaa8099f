import { pool } from '#server/infra/postgres/database.ts'
import { jobQueue, openJobQueue } from '#server/infra/job-queue.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { logger } from '#server/infra/logger.ts'
import { attempts, jobKinds } from '#server/jobs/handlers.ts'

/** The job queue. It accepts jobs until the last request has ended, and runs them once all parts run. */
export default defineNitroPlugin(() => {
  lifecycle().add('jobs', async () => {
    const queue = await openJobQueue({ pool: pool(), kinds: jobKinds })
    jobQueue.set(queue)
    lifecycle().ready
      .then(ready => ready ? queue.work(attempts) : undefined)
      .catch((error: unknown) => logger().error({ err: error }, 'this node runs no jobs'))
    return { drain: () => queue.drain(), stop: () => queue.stop() }
  })
})
