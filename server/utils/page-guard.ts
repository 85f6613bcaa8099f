import { STATUS_CODES } from 'node:http'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { H3Event } from 'h3'
import { getQuery } from 'h3'
import type { RenderContext, RenderResponse } from 'nitropack/types'
import { AppError } from '#shared/errors.ts'
import { createSemaphore, QueueFullError } from '#server/infra/semaphore.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { renderBusyPage } from '#server/utils/busy-page.ts'

type PageResponse = Partial<RenderResponse>

/** Pages rendered at a time: each takes the processor for itself, and waits now and then for the database. */
const CONCURRENCY = 4

/** Pages that wait for their turn: more than one address may ask for at once (`rateLimits.page`). */
const QUEUE_SIZE = 200

/** Seconds after which a browser may retry when the queue is full. */
const RETRY_SECONDS = 5

/** Errors that the app has a page for. Other errors occur before the app runs. */
const PAGE_STATUSES: ReadonlySet<number> = new Set([404, 500, 503])

/** Paths of files: with an extension, hidden, or part of the build. */
const FILE_PATH = /\.[a-z\d]{1,8}$|\/\.|^\/_nuxt\//i

/**
 * Limits the rendering of pages, which is by far the most expensive response and open to anyone. Pages
 * are limited by address, few are rendered at a time, and paths of missing files get a response
 * without rendering.
 */
export function createPageGuard(): (context: RenderContext) => Promise<void> {
  const semaphore = createSemaphore({ concurrency: CONCURRENCY, queueSize: QUEUE_SIZE })

  async function renderQueued(event: H3Event, render: RenderContext['render']): Promise<PageResponse> {
    try {
      return await semaphore.run(async () => {
        // Run other work between two pages, since rendering blocks the event loop.
        await yieldToEventLoop()
        return isDisconnected(event) ? plain(503) : await render(event)
      })
    }
    catch (error) {
      if (error instanceof QueueFullError) return renderBusyPage(event, { status: 503, retryAfter: RETRY_SECONDS })
      throw error
    }
  }

  return async (context) => {
    const { event, render } = context
    const refusal = respondWithoutPage(event) ?? await limitPages(event)
    if (refusal) context.response = refusal
    else context.render = rendered => renderQueued(rendered, render)
  }
}

/** Responds to paths that are not pages, and to errors that the app has no page for. */
function respondWithoutPage(event: H3Event): PageResponse | undefined {
  if (!isErrorPage(event)) {
    const path = pathIn(event.path)
    return FILE_PATH.test(path) && path !== '/favicon.ico' ? plain(404) : undefined
  }
  const { url, statusCode } = getQuery(event)
  const status = Number(statusCode)
  return FILE_PATH.test(pathIn(String(url))) || !PAGE_STATUSES.has(status) ? plain(status) : undefined
}

/** Counts a page request. An error page belongs to the failed request, which was already counted. */
async function limitPages(event: H3Event): Promise<PageResponse | undefined> {
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

/** Nuxt renders an error page by an internal call, which a network request cannot imitate. */
function isErrorPage(event: H3Event): boolean {
  return event.path.startsWith('/__nuxt_error') && '__unenv__' in event.node.req
}

/** The client has closed the connection. */
function isDisconnected(event: H3Event): boolean {
  return event.node.res.closed || event.node.req.socket?.destroyed === true
}

function pathIn(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function plain(status: number): PageResponse {
  const known = STATUS_CODES[status] ? status : 500
  return { statusCode: known, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${STATUS_CODES[known]}\n` }
}
