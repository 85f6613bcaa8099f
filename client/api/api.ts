import type { ErrorEnvelope } from '#shared/api-types.ts'
import type { Method, Operation } from '#shared/routes.ts'
import { routes } from '#shared/routes.ts'
import { ApiError } from './api-error.ts'
import type { RequestApi, RequestOptions } from '../ports.ts'

export interface WireOptions extends RequestOptions {
  method: Method
  query?: unknown
  body?: unknown
}

/** Sends a request and resolves to the JSON of the response; throws what `$fetch` throws. */
export type Fetch = (path: string, options: WireOptions) => Promise<unknown>

export interface ApiOptions {
  fetch: Fetch
  /** Called when the server says that no user is signed in. */
  onSignedOut: () => void
}

interface FetchFailure {
  status?: number
  data?: Partial<ErrorEnvelope>
  response?: { headers: Headers }
}

/**
 * Calls operations by their name in `shared/routes.ts`. When the access token has expired, it reads
 * the session, which renews the token, and repeats the request once.
 */
export function createApi({ fetch, onSignedOut }: ApiOptions): RequestApi {
  async function call(operation: Operation, input: CallInput): Promise<unknown> {
    const [method, template] = routes[operation]
    const path = fillPath(template, input.params)
    try {
      const envelope = await fetch(path, { method, query: input.query, body: input.body, ...(input.keepalive && { keepalive: true }) })
      return (envelope as { data: unknown }).data
    }
    catch (error) {
      throw toApiError(error)
    }
  }

  async function callSignedIn(operation: Operation, input: CallInput): Promise<unknown> {
    try {
      return await call(operation, input)
    }
    catch (error) {
      if (operation === 'readSession' || !isUnauthenticated(error)) throw error
      await call('readSession', {})
      return await call(operation, input)
    }
  }

  return async (operation, ...[input]) => {
    try {
      return await callSignedIn(operation, (input ?? {}) as CallInput) as never
    }
    catch (error) {
      if (isUnauthenticated(error) || (error as ApiError).code === 'session_revoked') onSignedOut()
      throw error
    }
  }
}

interface CallInput extends RequestOptions {
  params?: Record<string, string>
  query?: unknown
  body?: unknown
}

/** Throws a `TypeError` when a parameter is missing: a request for `/undefined` must never be sent. */
function fillPath(template: string, params: Record<string, string | undefined> = {}): string {
  return template.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (!value) throw new TypeError(`The path ${template} needs the parameter ${name}`)
    return encodeURIComponent(value)
  })
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unauthenticated'
}

/** A proxy may respond without our error envelope. Then the status decides. */
function toApiError(thrown: unknown): ApiError {
  const { status, data, response } = thrown as FetchFailure
  if (!status) return new ApiError({ code: 'network' })
  const retryAfter = Number(response?.headers.get('retry-after')) || undefined
  const code = data?.error?.code ?? (status === 429 ? 'too_many_requests' : status === 404 ? 'not_found' : 'unavailable')
  const details = data?.error?.details ?? (retryAfter ? { retryAfter } : undefined)
  return new ApiError({ code, status, details, requestId: data?.meta?.requestId })
}
