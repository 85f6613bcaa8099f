import type { Client } from '#client/client.ts'

/** This browser's part of messaging. There is none on the server: call what it gives from events only. */
export function useClient(): () => Client {
  const nuxtApp = useNuxtApp()
  return () => nuxtApp.$client as Client
}
