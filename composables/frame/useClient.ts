import type { Client } from '#client/client.ts'

/** The messaging client of this browser. The server has none, so call the returned function in event handlers only. */
export function useClient(): () => Client {
  const nuxtApp = useNuxtApp()
  return () => nuxtApp.$client as Client
}
