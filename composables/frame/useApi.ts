import type { Fetch } from '#client/api/api.ts'
import { createApi } from '#client/api/api.ts'

declare module '#app' {
  interface RuntimeNuxtHooks {
    /** Reports that no user is signed in. */
    'session:ended': () => void
  }
}

/** Milliseconds after which a call counts as lost; a message is then sent again with the same id. */
const TIMEOUT_MS = 30_000

/**
 * Requests that the server makes while it renders a page count as same-origin. The browser's
 * `sec-fetch-site` describes how the user reached the page, such as by a link in a mail. The name is in
 * lower case, as in Node's headers, so that it replaces the browser's value.
 */
const ownHeaders = import.meta.server ? { headers: { 'sec-fetch-site': 'same-origin' } } : {}

/**
 * `request(operation, { params, query, body })` calls the API and resolves to the data of its
 * response. It throws `ApiError` with the code of the error. On the server it sends the user's cookies.
 */
export function useApi() {
  const nuxtApp = useNuxtApp()
  const fetcher = useRequestFetch() as unknown as (path: string, options: object) => Promise<unknown>
  const fetch: Fetch = (path, options) => fetcher(path, { ...options, ...ownHeaders, retry: false, timeout: TIMEOUT_MS })
  return { request: createApi({ fetch, onSignedOut: () => void nuxtApp.callHook('session:ended') }) }
}
