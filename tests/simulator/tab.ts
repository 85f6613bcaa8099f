import { createPinia } from 'pinia'
import type { NewPoll } from '#shared/types.ts'
import { ApiError } from '#client/api/api-error.ts'
import { createHistory } from '#client/sync/history.ts'
import { createMessagingClient } from '#client/messaging-client.ts'
import type { RequestApi } from '#client/ports.ts'
import { createServerEvents } from '#client/connection/server-events.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useOpenConversationsStore } from '../../stores/open-conversations.ts'
import { useOutboxStore } from '../../stores/outbox.ts'
import { usePresenceStore } from '../../stores/presence.ts'
import { useBookmarksStore } from '../../stores/bookmarks.ts'
import type { SimulatedBrowser } from './device.ts'
import type { Mistake } from './mistakes.ts'
import type { Network } from './network.ts'
import { createId } from './random.ts'
import type { SimulatedEvent, SimulatedServer } from './simulated-server.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** Milliseconds of sleep after which the server has closed the stream. */
const SERVER_PATIENCE_MS = 45_000
/** Milliseconds before a cut stream is opened again, at most. */
const RETURN_MS = 2_000

export interface TabOptions {
  clock: VirtualClock
  random: () => number
  server: SimulatedServer
  network: Network
  browser: SimulatedBrowser
  node: number
  mistake?: Mistake | undefined
}

export type Tab = ReturnType<typeof createTab>

/** One page of the messenger: the real stores and the real client, in a world of the simulator's. */
export function createTab({ clock, random, server, network, browser, node, mistake }: TabOptions) {
  const life = createLife(clock)
  const pinia = createPinia()
  const store = useConversationsStore(pinia)
  const openConversations = useOpenConversationsStore(pinia)
  const presence = usePresenceStore(pinia)
  const self = {}
  let isOnline = true
  let closeStream: (() => void) | undefined
  let isConnecting = false
  let openId: string | undefined
  let isShown = false

  const request = (async (operation: string, input: object = {}) => {
    if (!isOnline) throw new ApiError({ code: 'network' })
    const { params = {}, query = {}, body = {} } = input as Record<string, Record<string, never>>
    return life.reach(network.call({ node, userId: browser.userId, operation, params, query, body }))
  }) as unknown as RequestApi
  const timers = { now: clock.now, random, set: (run: () => void, ms: number) => clock.set(() => life.run(run), ms) }
  const client = createMessagingClient({
    store, openConversations, outboxStore: useOutboxStore(pinia), presence, request, storage: browser.storage, lock: browser.lockFor(self), timers, isOnline: () => isOnline, isVisible: () => true,
  })
  const gate = mistake === 'no_gap_check' ? { ...client.gate, receive: withoutGapCheck } : client.gate
  const table = createServerEvents({ store, presence, bookmarks: useBookmarksStore(pinia), applyScheduled: () => undefined, applyNotification: () => undefined, applyDraft: () => undefined, applyThreadView: () => undefined, messaging: { ...client, gate }, signOut: end })

  /** The mistake: whatever is new is applied, whether or not something before it is missing. */
  function withoutGapCheck(fact: Parameters<typeof client.gate.receive>[0]): void {
    if (fact.changeSeq > (store.conversations[fact.conversationId]?.cursor ?? 0)) store.applyFact(fact)
  }

  function receive(event: SimulatedEvent, payload: never): void {
    table[event](payload)
  }

  async function connect(): Promise<void> {
    if (closeStream || isConnecting || !isOnline || life.isOver()) return
    isConnecting = true
    const send = network.createEventWay()
    let isOpen = true
    const leave = await server.openStream({
      node,
      userId: browser.userId,
      deliver: (event, payload) => send(() => isOpen && life.run(() => isOpen && receive(event, payload as never))),
      closed: () => isOpen && drop(),
    })
    isConnecting = false
    closeStream = () => {
      isOpen = false
      leave()
    }
    if (life.isOver()) return closeStream()
    // The way of the answer: events may overtake it.
    clock.set(() => life.run(() => isOpen && void client.connected()), network.way())
  }

  /** The stream is cut; the client returns by itself. */
  function drop(): void {
    if (!closeStream) return
    closeStream()
    closeStream = undefined
    life.run(() => {
      client.disconnected()
      timers.set(() => void connect(), random() * RETURN_MS)
    })
  }

  function setOnline(online: boolean): void {
    isOnline = online
    if (!online) return drop()
    life.run(() => {
      void connect()
      void client.woken()
    })
  }

  function sleep(): void {
    life.sleep()
    clock.set(() => life.isAsleep() && drop(), SERVER_PATIENCE_MS)
  }

  function wake(): void {
    if (!life.isAsleep()) return
    life.wake()
    life.run(() => void client.woken())
    void connect()
  }

  /** The page is closed, in the midst of whatever it does. */
  function end(): void {
    life.end()
    closeStream?.()
    closeStream = undefined
    browser.release(self)
  }

  async function begin(): Promise<void> {
    store.beginSession(browser.userId)
    await connect()
    void client.start()
  }

  /** Opens a conversation as its screen does: at the first unread message, or at the end. */
  function open(conversationId: string): void {
    const head = store.conversations[conversationId]?.head
    if (!head) return
    if (openId) store.unloadClosed(openConversations.close(openId))
    openId = conversationId
    isShown = false
    openConversations.open(conversationId)
    const history = createHistory({ store, request, conversationId })
    const around = store.unreadOf(conversationId) > 0 ? head.mine.lastReadSeq : head.lastSeq
    void unlessLost(history.loadAround(around).then(() => void (isShown = openId === conversationId)))
  }

  /** Scrolls the open conversation by a page. */
  function scroll(direction: 'loadEarlier' | 'loadLater'): void {
    if (openId && store.conversations[openId]) void unlessLost(createHistory({ store, request, conversationId: openId })[direction]())
  }

  /** Writes, answers a message in its thread, or asks a poll. */
  function send(conversationId: string, body: string, more: { parentId?: string, poll?: NewPoll } = {}): void {
    void client.outbox.add({ id: createId(random, clock.now()), conversationId, body, ...more }).then(() => client.outbox.flush())
  }

  /** Reads a share of what there is, 1 for all of it. */
  function read(conversationId: string, share: number): void {
    const head = store.conversations[conversationId]?.head
    if (head) client.markers.markRead(conversationId, Math.ceil(head.lastSeq * share))
  }

  /** Marks a share of what there is as unread, from the end. */
  function unread(conversationId: string, share: number): void {
    const head = store.conversations[conversationId]?.head
    if (head) void unlessLost(client.markers.markUnread(conversationId, Math.max(1, Math.ceil(head.lastSeq * share))))
  }

  return {
    store, client, browser, node, request,
    begin, end, drop, setOnline, sleep, wake, open, scroll, send, read, unread,
    openId: () => openId,
    /** False when the first page could not be had: then the screen says so. */
    isShown: () => isShown,
    canAct: () => !life.isAsleep() && !life.isOver(),
  }
}

/** A page may sleep, and then nothing in it happens; or be over, and then nothing ever will. */
function createLife(clock: VirtualClock) {
  let state: 'awake' | 'asleep' | 'over' = 'awake'
  let missed: (() => void)[] = []

  function run(work: () => void): void {
    if (state === 'awake') work()
    else if (state === 'asleep') missed.push(work)
  }

  /** An answer from outside; a page that is over never gets it. */
  function reach<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => work.then(data => run(() => resolve(data)), error => run(() => reject(error as Error))))
  }

  function wake(): void {
    state = 'awake'
    const late = missed
    missed = []
    for (const work of late) clock.set(() => run(work), 0)
  }

  return {
    run, reach, wake,
    sleep: () => void (state = 'asleep'),
    end: () => void (state = 'over'),
    isAsleep: () => state === 'asleep',
    isOver: () => state === 'over',
  }
}

/** The screen shows a failed page with a way to ask again; here nobody does. */
async function unlessLost(work: Promise<void>): Promise<void> {
  try {
    await work
  }
  catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}
