import { STATUS_CODES } from 'node:http'
import { setImmediate as letOthersRun } from 'node:timers/promises'
import type { H3Event } from 'h3'
import { getQuery } from 'h3'
import type { RenderContext, RenderResponse } from 'nitropack/types'
import { AppError } from '#shared/errors.ts'
import { createSemaphore, QueueFullError } from '#server/infra/semaphore.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { renderBusyPage } from '#server/utils/busy-page.ts'

type Answer = Partial<RenderResponse>

/** Pages rendered at a time: each takes the processor for itself, and waits now and then for the database. */
const CONCURRENCY = 4

/** Pages that wait for their turn: more than one address may ask for at once (`rateLimits.page`). */
const QUEUE_SIZE = 200

/** Seconds after which a browser that found too many pages waiting may ask again. */
const RETRY_SECONDS = 5

/** What the app has pages for; other failures come from before it. */
const PAGE_STATUSES: ReadonlySet<number> = new Set([404, 500, 503])

/** A file by its extension, a hidden one, or a part of the build. */
const FILE_PATH = /\.[a-z\d]{1,8}$|\/\.|^\/_nuxt\//i

/**
 * Keeps the rendering of pages from taking the whole process: it is by far the dearest answer, and
 * anybody may ask for it. Pages are limited by address, few are rendered at a time, and what is no
 * page (files that are not there) is answered without rendering.
 */
export function createPageGuard(): (context: RenderContext) => Promise<void> {
  const semaphore = createSemaphore({ concurrency: CONCURRENCY, queueSize: QUEUE_SIZE })

  async function renderInTurn(event: H3Event, render: RenderContext['render']): Promise<Answer> {
    try {
      return await semaphore.run(async () => {
        // Between two pages everything else has its turn: a page alone would not let go.
        await letOthersRun()
        return hasLeft(event) ? plain(503) : await render(event)
      })
    }
    catch (error) {
      if (error instanceof QueueFullError) return renderBusyPage(event, { status: 503, retryAfter: RETRY_SECONDS })
      throw error
    }
  }

  return async (context) => {
    const { event, render } = context
    const refusal = refusePath(event) ?? await refuseFlood(event)
    if (refusal) context.response = refusal
    else context.render = rendered => renderInTurn(rendered, render)
  }
}

/** Answers what is no page, or failed before the app could have a page for it. */
function refusePath(event: H3Event): Answer | undefined {
  if (!isErrorPage(event)) {
    const path = pathIn(event.path)
    return FILE_PATH.test(path) && path !== '/favicon.ico' ? plain(404) : undefined
  }
  const { url, statusCode } = getQuery(event)
  const status = Number(statusCode)
  return FILE_PATH.test(pathIn(String(url))) || !PAGE_STATUSES.has(status) ? plain(status) : undefined
}

/** The page of an error is part of the request that failed, which was counted. */
async function refuseFlood(event: H3Event): Promise<Answer | undefined> {
  if (isErrorPage(event)) return undefined
  try {
    await takePoint('page', event.context.address)
    return undefined
  }
  catch (error) {
    if (!(error instanceof AppError)) throw error
    return renderBusyPage(event, { status: error.status, retryAfter: error.details?.retryAfter ?? RETRY_SECONDS })
  }
}

/** Nuxt renders the page of an error by a call from within the server, which no network request can pass itself off as. */
function isErrorPage(event: H3Event): boolean {
  return event.path.startsWith('/__nuxt_error') && '__unenv__' in event.node.req
}

/** The client has closed the connection. */
function hasLeft(event: H3Event): boolean {
  return event.node.res.closed || event.node.req.socket?.destroyed === true
}

function pathIn(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function plain(status: number): Answer {
  const known = STATUS_CODES[status] ? status : 500
  return { statusCode: known, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${STATUS_CODES[known]}\n` }
}
