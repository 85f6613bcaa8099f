import type { SocketLike } from '#client/connection/socket-connection.ts'
import { createClient } from '#client/client.ts'

/** Milliseconds of the first and of the longest wait before Socket.IO tries again; it spreads them by half. */
const RECONNECTION = { reconnectionDelay: 1_000, reconnectionDelayMax: 15_000, randomizationFactor: 0.5 }

/**
 * The one socket of a signed-in person, from the first page that is theirs to their sign-out.
 * What the server tells goes through the flat table of `client/connection/server-events.ts`.
 */
export default defineNuxtPlugin({
  name: 'socket',
  dependsOn: ['identity'],
  setup(nuxtApp) {
    const { account, refreshAccount } = useAccount()
    const { request } = useApi()
    const { state, resumptions } = useConnection()
    const router = useRouter()
    const signOut = useSignOutState()
    const { data, clearToken } = useAuthState()
    const { socketPath } = useRuntimeConfig().public

    const client = createClient({
      store: useMessagingStore(),
      presence: usePresenceStore(),
      draftsStore: useDraftsStore(),
      threadsStore: useThreadsStore(),
      referred: useReferredStore(),
      bookmarks: useBookmarksStore(),
      openScheduledStore: async () => (await import('../stores/scheduled.ts')).useScheduledStore(),
      applyNotification: event => void nuxtApp.callHook('notification:created', event),
      request,
      openSocket: () => loadSocket(socketPath),
      showState: shown => state.value = shown,
      resumed: () => resumptions.value += 1,
      userChanged: () => location.reload(),
      renewSession: () => refreshAccount().then(() => true, isNobody),
      signOut: kept => void leave(kept),
    })

    /** The session has ended. Only whoever ended it on purpose, here or from another device, wants nothing to stay. */
    async function leave(kept: { keepUnsent: boolean }): Promise<void> {
      // While the server is asked to end it, its answer decides, and empties the storage of the browser.
      if (!account.value || signOut.value === 'requested') return
      const ending = client.end(kept)
      const query = signOut.value ? {} : { next: returnPath(router.currentRoute.value) }
      const { href } = router.resolve({ path: '/login', query })
      data.value = null
      clearToken()
      await ending
      // A full load: nothing of this person stays in the memory of the tab.
      await navigateTo(href, { external: true })
    }

    watch(() => account.value?.id, async (id, before) => {
      if (before) await client.end({ keepUnsent: true })
      if (id) await client.begin()
    })
    nuxtApp.hook('session:ended', () => void leave({ keepUnsent: !signOut.value }))
    // What the device kept is not on the server's page, so it is shown once the page is alive.
    nuxtApp.hooks.hookOnce('app:suspense:resolve', () => void (account.value && client.begin()))
    return { provide: { client } }
  },
})

/** Loaded when somebody is signed in: the pages before that do not pay for it. */
async function loadSocket(path: string): Promise<() => SocketLike> {
  const { io } = await import('socket.io-client')
  return () => io({ path, withCredentials: true, transports: ['websocket', 'polling'], tryAllTransports: true, ...RECONNECTION })
}

/** Did the server say that nobody is signed in? Any other failure says nothing about it, and is thrown. */
function isNobody(error: unknown): false {
  if ((error as { status?: number }).status === 401) return false
  throw error
}
