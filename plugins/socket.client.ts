import type { SocketLike } from '#client/connection/socket-connection.ts'
import { createClient } from '#client/client.ts'

/** Milliseconds of the first and the longest wait before Socket.IO reconnects, with a jitter of half. */
const RECONNECTION = { reconnectionDelay: 1_000, reconnectionDelayMax: 15_000, randomizationFactor: 0.5 }

/**
 * The socket of the signed-in user, from the first page after sign-in to sign-out. Server events
 * are handled by the table in `client/connection/server-events.ts`.
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
      store: useConversationsStore(),
      openConversations: useOpenConversationsStore(),
      outboxStore: useOutboxStore(),
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

    /** The session has ended. Unsent messages are deleted only when the user ended it on purpose, on any device. */
    async function leave(kept: { keepUnsent: boolean }): Promise<void> {
      // During a sign-out request its response decides, and clears the browser's storage.
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
    // Data of this device is not part of the server's page, so it is shown after hydration.
    nuxtApp.hooks.hookOnce('app:suspense:resolve', () => void (account.value && client.begin()))
    return { provide: { client } }
  },
})

/** Loaded after sign-in, so that public pages do not load it. */
async function loadSocket(path: string): Promise<() => SocketLike> {
  const { io } = await import('socket.io-client')
  return () => io({ path, withCredentials: true, transports: ['websocket', 'polling'], tryAllTransports: true, ...RECONNECTION })
}

/** True when the server says that no user is signed in. Any other failure is thrown. */
function isNobody(error: unknown): false {
  if ((error as { status?: number }).status === 401) return false
  throw error
}
