import type { Fetch } from '#client/api/api.ts'
import { createApi } from '#client/api/api.ts'

declare module '#app' {
  interface RuntimeNuxtHooks {
    /** The server says that no user is signed in. */
    'session:ended': () => void
  }
}

/** Milliseconds after which a call counts as lost; a message is then sent again with the same id. */
const TIMEOUT_MS = 30_000

/**
 * A page that the server renders asks for itself, from wherever its reader came: their browser's word
 * about where the link was (such as in a mail) is about the page, which changes nothing. The name is
 * written as Node hands it over, so that it stands in place of theirs.
 */
const ownHeaders = import.meta.server ? { headers: { 'sec-fetch-site': 'same-origin' } } : {}

/**
 * `request(operation, { params, query, body })` calls the API and resolves to the data of its
 * answer. It throws `ApiError` with the code of the error. On the server the visitor's cookies go along.
 */
export function useApi() {
  const nuxtApp = useNuxtApp()
  const fetcher = useRequestFetch() as unknown as (path: string, options: object) => Promise<unknown>
  const fetch: Fetch = (path, options) => fetcher(path, { ...options, ...ownHeaders, retry: false, timeout: TIMEOUT_MS })
  return { request: createApi({ fetch, onSignedOut: () => void nuxtApp.callHook('session:ended') }) }
}
