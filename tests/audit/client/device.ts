import { createPinia } from 'pinia'
import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'
import { v7 as uuidv7 } from 'uuid'
import type { Message } from '#shared/types.ts'
import { ApiError } from '#client/api/api-error.ts'
import { createApi } from '#client/api/api.ts'
import { createSocketConnection } from '#client/connection/socket-connection.ts'
import type { MessagingClient } from '#client/messaging-client.ts'
import { createMessagingClient } from '#client/messaging-client.ts'
import type { RequestApi } from '#client/ports.ts'
import { createServerEvents } from '#client/connection/server-events.ts'
import type { ConversationsStore } from '../../../stores/conversations.ts'
import { useConversationsStore } from '../../../stores/conversations.ts'
import { useOpenConversationsStore } from '../../../stores/open-conversations.ts'
import { useOutboxStore } from '../../../stores/outbox.ts'
import { usePresenceStore } from '../../../stores/presence.ts'
import { useBookmarksStore } from '../../../stores/bookmarks.ts'
import type { Person } from '../../load/plan.ts'
import type { Random } from '../../load/random.ts'
import { createBrowser } from '../../simulator/device.ts'
import type { Flaws } from '../mistakes/mistakes.ts'
import { withoutBeacon, withoutGapCheck, withFreshIds } from '../mistakes/flawed-client.ts'
import { createHastyTimers } from './hasty-timers.ts'
import { createWire } from './wire.ts'

interface DeviceOptions {
  /** What its messages begin with; unique. */
  name: string
  person: Person
  conversationId: string
  urls: readonly string[]
  /** The node that its socket goes to. */
  node: number
  random: Random
  flaws: Flaws
  acknowledged: (body: string) => void
  complain: (problem: string) => void
}

export type Device = ReturnType<typeof createDevice>

/** Share of answers that get lost on the way back: the sender cannot know, and repeats. */
const LOST_ANSWERS = 0.04
/** Milliseconds: comes back soon after a cut, since an audit is short. */
const RECONNECTION = { reconnectionDelay: 50, reconnectionDelayMax: 400, randomizationFactor: 0.5 }

/**
 * One signed-in device with its conversation on the screen: the product's own client and stores,
 * over real HTTP and a real socket.
 */
export function createDevice({ name, person, conversationId, urls, node, random, flaws, acknowledged, complain }: DeviceOptions) {
  const pinia = createPinia()
  const store = useConversationsStore(pinia)
  const openConversations = useOpenConversationsStore(pinia)
  const presence = usePresenceStore(pinia)
  const browser = createBrowser(person.userId)
  const timers = createHastyTimers(random)
  const leave = () => complain(`${name} was signed out`)
  const api = createApi({ fetch: createWire({ urls, token: person.token }), onSignedOut: leave })
  const client = createMessagingClient({
    store, openConversations, outboxStore: useOutboxStore(pinia), presence, timers,
    request: withLostAnswers(flaws.freshIds ? withFreshIds(api) : api, random, acknowledged),
    storage: browser.storage,
    lock: browser.lockFor({}),
    isOnline: () => true,
    // A hidden page has no heartbeat, which would heal in half a minute what the beacon is there for.
    isVisible: () => false,
  })
  let socket: Socket | undefined
  let link: ReturnType<typeof createSocketConnection> | undefined

  function begin(): void {
    store.beginSession(person.userId)
    openConversations.open(conversationId)
    void client.start()
    link = createSocketConnection({
      table: tableOf({ store, presence, client, flaws, leave }),
      listener: client, timers,
      openSocket: () => socket = openSocket(urls[node % urls.length] ?? '', person.token),
      isOnline: () => true,
      showState: () => undefined,
      renewSession: async () => false,
      signOut: leave,
    })
  }

  function send(text: string): void {
    void client.outbox.add({ id: uuidv7(), conversationId, body: `${name} ${text}` }).then(() => client.outbox.flush())
  }

  function end(): void {
    link?.close()
    client.stop()
  }

  return {
    name, conversationId, begin, send, end,
    /** Loses the connection without a farewell. */
    cut: () => void socket?.io.engine?.close(),
    /** Messages that are not acknowledged yet, or were refused. */
    waiting: () => browser.storage.listOf(person.userId),
    /** What it shows of the conversation. */
    held: (): readonly Message[] => store.conversations[conversationId]?.messages ?? [],
    /** How far it knows the conversation's log. */
    cursor: () => store.conversations[conversationId]?.cursor ?? -1,
  }
}

function openSocket(url: string, token: string): Socket {
  return io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { Authorization: `Bearer ${token}` }, ...RECONNECTION })
}

interface TableOptions {
  store: ConversationsStore
  presence: ReturnType<typeof usePresenceStore>
  client: MessagingClient
  flaws: Flaws
  leave: () => void
}

/** What each event does, with the client's flaws in it. */
function tableOf({ store, presence, client, flaws, leave }: TableOptions) {
  const flawed = flaws.ignoresGaps ? { ...client, gate: withoutGapCheck(client.gate, store) } : client
  const table = createServerEvents({ store, presence, bookmarks: useBookmarksStore(createPinia()), applyScheduled: () => undefined, applyNotification: () => undefined, applyDraft: () => undefined, applyThreadView: () => undefined, messaging: flawed, signOut: leave })
  return flaws.ignoresBeacon ? withoutBeacon(table) : table
}

/** Notes what was acknowledged, and loses some acknowledgements on their way. */
function withLostAnswers(request: RequestApi, random: Random, acknowledged: (body: string) => void): RequestApi {
  return async (operation, ...input) => {
    const answer = await request(operation, ...input)
    if (operation !== 'sendMessage') return answer
    if (random() < LOST_ANSWERS) throw new ApiError({ code: 'network' })
    acknowledged((answer as Message).body)
    return answer
  }
}
