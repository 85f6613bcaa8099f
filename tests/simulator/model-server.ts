import type { ReadMarker } from '#shared/types.ts'
import { countUnread, unreadChecksum } from '#shared/unread.ts'
import { ownMarker } from '#server/domain/read-model/own-marker.ts'
import type { Mistake } from './mistakes.ts'
import type { ModelConversation } from './model-conversation.ts'
import { changesOf, createModelConversation, createParticipant, headOf, markIn, pageOf, participantIn, unmark } from './model-conversation.ts'
import { createModelNodes } from './model-nodes.ts'
import { createModelMessages } from './model-messages.ts'
import { createId } from './random.ts'
import { refusal } from './refusal.ts'
import type { ServerCall, SimulatedServer } from './simulated-server.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** Smaller than in production, so that pages and caps are met within a short run. */
export const MODEL_PAGE = 6
const FARTHEST = 25
/** Milliseconds between two announcements of heads. */
const BEACON_MS = 5_000

export interface ModelServerOptions {
  clock: VirtualClock
  random: () => number
  nodes: number
  conversations: { id: string, title: string, userIds: readonly string[] }[]
  mistake?: Mistake | undefined
}

/** The rules of the wire in memory: what the real server does with PostgreSQL, Redis and Socket.IO. */
export function createModelServer({ clock, random, nodes, conversations, mistake }: ModelServerOptions): SimulatedServer {
  const now = () => new Date(clock.now()).toISOString()
  let epoch = createId(random, clock.now())
  let database = new Map(conversations.map(({ id, title, userIds }) => [id, createModelConversation(id, title, userIds, now())]))
  let backup: typeof database | undefined

  const mine = (userId: string) => [...database.values()].filter(conversation => participantIn(conversation, userId))
  const edge = createModelNodes({ clock, random, roomsOf: userId => mine(userId).map(({ id }) => id) })
  if (mistake !== 'no_beacon') beat()

  function beat(): void {
    clock.set(() => {
      edge.announce(rooms => [...rooms].map(id => ({ conversationId: id, changeSeq: database.get(id)?.changeSeq ?? 0 })))
      beat()
    }, BEACON_MS)
  }

  function load({ userId, params }: ServerCall) {
    const conversation = database.get(params.conversationId ?? '')
    const participant = conversation && participantIn(conversation, userId)
    if (!conversation || !participant) throw refusal('not_found')
    return { conversation, participant }
  }

  function announce(call: ServerCall, { id, changeSeq }: Pick<ModelConversation, 'id' | 'changeSeq'>, event: Parameters<typeof edge.broadcast>[2], payload: object) {
    edge.broadcast(call.node, id, event, { conversationId: id, changeSeq, ...payload })
  }

  function markRead(call: ServerCall) {
    const { conversation, participant } = load(call)
    const seq = Math.min(Number(call.body.seq), conversation.lastSeq)
    const { readEra, unreadSeq } = markIn(conversation, call.userId)
    const moved = Number(call.body.readEra) >= readEra && seq > (unreadSeq ?? participant.lastReadSeq)
    if (moved) {
      conversation.marks.set(call.userId, { readEra, unreadSeq: seq < participant.lastReadSeq ? seq : undefined })
      participant.lastReadSeq = Math.max(seq, participant.lastReadSeq)
      const others = conversation.participants.map(({ user }) => user.id).filter(id => id !== call.userId)
      const marker = { conversationId: conversation.id, userId: call.userId, lastReadSeq: participant.lastReadSeq }
      edge.broadcast(call.node, conversation.id, 'read:updated', marker, others)
    }
    return tellOwn(call, moved)
  }

  function markUnread(call: ServerCall) {
    const { conversation, participant } = load(call)
    const seq = Number(call.body.seq)
    const { readEra, unreadSeq } = markIn(conversation, call.userId)
    const moved = seq <= (unreadSeq ?? participant.lastReadSeq)
    if (moved) conversation.marks.set(call.userId, { readEra: readEra + 1, unreadSeq: seq - 1 })
    return tellOwn(call, moved)
  }

  /** The reader's marker, for the answer and, when it moved, for their other devices. */
  function tellOwn(call: ServerCall, moved: boolean): ReadMarker {
    const { conversation, participant } = load(call)
    const own = ownMarker(headOf(conversation, participant), call.userId)
    if (moved) edge.broadcast(call.node, conversation.id, 'read:updated', own, [call.userId])
    return own
  }

  function leave(call: ServerCall) {
    const { conversation } = load(call)
    conversation.changeSeq += 1
    conversation.participants = conversation.participants.filter(({ user }) => user.id !== call.userId)
    announce(call, conversation, 'participant:removed', { userId: call.userId })
    edge.rejoin(call.userId)
    return { conversationId: conversation.id }
  }

  function join(call: ServerCall) {
    const conversation = database.get(call.params.conversationId ?? '')
    if (!conversation || participantIn(conversation, call.userId)) return
    conversation.changeSeq += 1
    const participant = createParticipant(call.userId, now(), conversation.lastSeq)
    conversation.participants.push(participant)
    unmark(conversation, call.userId)
    edge.rejoin(call.userId)
    edge.broadcast(call.node, conversation.id, 'conversation:created', { conversationId: conversation.id, changeSeq: conversation.changeSeq }, [call.userId])
    announce(call, conversation, 'participant:added', { participant })
  }

  function update(call: ServerCall) {
    const { conversation, participant } = load(call)
    const { status = conversation.status, title = conversation.title } = call.body as Partial<ModelConversation>
    if (status !== conversation.status || title !== conversation.title) {
      Object.assign(conversation, { status, title, changeSeq: conversation.changeSeq + 1 })
      announce(call, conversation, 'conversation:updated', { status, title })
    }
    return headOf(conversation, participant)
  }

  function updateSettings(call: ServerCall) {
    const { conversation, participant } = load(call)
    const settings = { ...conversation.settings, ...call.body }
    Object.assign(conversation, { settings, changeSeq: conversation.changeSeq + 1 })
    announce(call, conversation, 'settings:updated', { title: conversation.title, settings, changedById: call.userId })
    return headOf(conversation, participant)
  }

  function updateParticipant(call: ServerCall) {
    const { conversation } = load(call)
    const participant = participantIn(conversation, String(call.body.userId))
    if (!participant) throw refusal('not_found')
    conversation.changeSeq += 1
    Object.assign(participant, { role: call.body.role })
    announce(call, conversation, 'participant:updated', { participant })
  }

  function listChanges(call: ServerCall) {
    const { conversation, participant } = load(call)
    return { epoch, head: headOf(conversation, participant), ...changesOf(conversation, call.query.after, MODEL_PAGE, FARTHEST) }
  }

  function sync(call: ServerCall) {
    const { userId, body } = call
    const cursors = body.cursors as Record<string, number>
    const known = body.epoch === epoch ? cursors : {}
    const heads = headsOf(userId)
    const followed = new Set(body.followed as string[])
    const isForeign = body.epoch !== undefined && body.epoch !== epoch
    const follow = (id: string) => listChanges({ ...call, params: { conversationId: id }, query: isForeign || cursors[id] === undefined ? {} : { after: cursors[id] } })
    const lines = heads.map(({ id, changeSeq, mine: { lastReadSeq, unread } }) => ({
      conversationId: id, changeSeq, lastReadSeq, unread: countUnread({ userId, lastReadSeq, base: unread, messages: [] }),
    }))
    return {
      epoch,
      conversations: heads.filter(({ id, changeSeq }) => known[id] !== changeSeq && !followed.has(id)),
      changes: heads.filter(({ id }) => followed.has(id)).map(({ id }) => follow(id)),
      unreadChecksum: unreadChecksum(lines),
      gone: Object.keys(cursors).filter(id => !heads.some(head => head.id === id)),
    }
  }

  function headsOf(userId: string) {
    return mine(userId).flatMap((conversation) => {
      const participant = participantIn(conversation, userId)
      return participant ? [headOf(conversation, participant)] : []
    })
  }

  const messages = createModelMessages({ now, load, announce, random, passes: ms => new Promise(resolve => clock.set(resolve, ms)), mistake })
  const operations: Record<string, (call: ServerCall) => unknown> = {
    ...messages, markRead, markUnread, listChanges, sync, join,
    updateSettings, updateParticipant,
    leaveConversation: leave,
    updateConversation: update,
    listMessages: call => pageOf(load(call).conversation, call.query, MODEL_PAGE),
    readConversation: (call) => {
      const { conversation, participant } = load(call)
      return headOf(conversation, participant)
    },
  }

  return {
    nodes,
    call: async call => structuredClone(await operations[call.operation]?.(call)),
    openStream: async request => edge.open(request),
    restart: edge.restart,
    cutBus: edge.cutBus,
    mute: edge.mute,
    backUp: () => void (backup = structuredClone(database)),
    restore: () => {
      if (!backup) return false
      database = structuredClone(backup)
      epoch = createId(random, clock.now())
      for (let node = 0; node < nodes; node += 1) edge.restart(node)
      return true
    },
    truthOf: async userId => mine(userId).flatMap((conversation) => {
      const participant = participantIn(conversation, userId)
      return participant ? [{ head: headOf(conversation, participant), messages: structuredClone(pageOf(conversation, {}, Number.MAX_SAFE_INTEGER)) }] : []
    }),
    stored: async () => [...database.values()].flatMap(({ messages }) => structuredClone(messages)),
    changeSeqOf: async id => database.get(id)?.changeSeq ?? 0,
  }
}
