import type { Message, ReadMarker } from '#shared/types.ts'
import { countUnread, unreadChecksum } from '#shared/unread.ts'
import { ownMarker } from '#server/domain/conversations/own-marker.ts'
import type { Mistake } from './mistakes.ts'
import { plainMessage } from '../helpers/plain-message.ts'
import type { ModelConversation } from './model-conversation.ts'
import { changesOf, createModelConversation, createParticipant, headOf, markIn, pageOf, participantIn, unmark, withoutReaction, withReaction } from './model-conversation.ts'
import { createModelNodes } from './model-nodes.ts'
import { createId } from './random.ts'
import { refusal } from './refusal.ts'
import type { ServerCall, SimulatedServer } from './simulated-server.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** Smaller than in production, so that pages and caps are met within a short run. */
export const MODEL_PAGE = 6
const FARTHEST = 25
/** Milliseconds between two announcements of heads. */
const BEACON_MS = 5_000
/** Milliseconds that a commit takes at most. */
const COMMIT_MS = 40

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

  function announce(call: ServerCall, { id, changeSeq }: ModelConversation, event: Parameters<typeof edge.broadcast>[2], payload: object) {
    edge.broadcast(call.node, id, event, { conversationId: id, changeSeq, ...payload })
  }

  async function sendMessage(call: ServerCall): Promise<Message> {
    const { id, body, parentId } = call.body as { id: string, body: string, parentId?: string }
    if (mistake === 'database_sequence') return insertBySequence(call, load(call).conversation, id, body)
    await passes(random() * COMMIT_MS)
    const { conversation, participant } = load(call)
    const known = conversation.messages.find(message => message.id === id)
    if (known && mistake !== 'no_idempotency') return known
    if (conversation.status === 'archived') throw refusal('conversation_archived')
    if (conversation.settings.whoPosts === 'admins' && participant.role === 'member') throw refusal('posting_restricted')
    const parent = conversation.messages.find(message => message.id === parentId)
    if (parentId && !parent) throw refusal('not_found')
    conversation.lastSeq += 1
    conversation.changeSeq += 1
    const rootId = parent ? parent.rootId ?? parent.id : null
    const message = insert(call, conversation, { id, body, seq: conversation.lastSeq, changeSeq: conversation.changeSeq, parentId: parentId ?? null, rootId })
    if (rootId) answer(call, conversation, rootId, message)
    return message
  }

  /** The root of a thread changes with every reply, by the number after it. */
  function answer(call: ServerCall, conversation: ModelConversation, rootId: string, reply: Message): void {
    const root = conversation.messages.find(message => message.id === rootId)
    if (!root) return
    const { replyCount = 0, participantIds = [] } = root.thread ?? {}
    conversation.changeSeq += 1
    root.changeSeq = conversation.changeSeq
    root.thread = {
      replyCount: replyCount + 1, lastReplySeq: reply.seq, lastReplyAt: reply.createdAt, participantIds: [...new Set([...participantIds, call.userId])],
    }
    announce(call, conversation, replyCount === 0 ? 'thread:created' : 'thread:updated', { message: root })
  }

  /** The mistake: numbers are taken first and committed later, in whatever order. */
  async function insertBySequence(call: ServerCall, conversation: ModelConversation, id: string, body: string): Promise<Message> {
    const known = conversation.messages.find(message => message.id === id)
    if (known) return known
    conversation.lastSeq += 1
    conversation.changeSeq += 1
    const { lastSeq: seq, changeSeq } = conversation
    await passes(random() * COMMIT_MS * 20)
    return conversation.messages.find(message => message.id === id) ?? insert(call, conversation, { id, body, seq, changeSeq })
  }

  function insert(call: ServerCall, conversation: ModelConversation, place: Pick<Message, 'id' | 'body' | 'seq' | 'changeSeq'> & Partial<Message>): Message {
    const message: Message = { ...plainMessage, ...place, conversationId: conversation.id, authorId: call.userId, createdAt: now() }
    conversation.messages.push(message)
    edge.broadcast(call.node, conversation.id, 'message:created', { conversationId: conversation.id, changeSeq: place.changeSeq, message })
    return message
  }

  function changeMessage(call: ServerCall, change: Partial<Message>, event: 'message:updated' | 'message:deleted'): Message | undefined {
    const { conversation } = load(call)
    const message = conversation.messages.find(candidate => candidate.id === call.body.id)
    if (!message || message.deletedAt) return message
    conversation.changeSeq += 1
    Object.assign(message, change, { changeSeq: conversation.changeSeq, version: message.version + 1 })
    announce(call, conversation, event, { message, patch: change })
    return message
  }

  function react(call: ServerCall, change: (given: Message['reactions'], emoji: string, userId: string) => Message['reactions'], event: 'reaction:added' | 'reaction:removed') {
    const { conversation } = load(call)
    const message = conversation.messages.find(candidate => candidate.id === call.body.id)
    if (!message || message.deletedAt || conversation.status === 'archived') throw refusal('conversation_archived')
    const emoji = String(call.body.emoji)
    conversation.changeSeq += 1
    Object.assign(message, { reactions: change(message.reactions, emoji, call.userId), changeSeq: conversation.changeSeq })
    announce(call, conversation, event, { message, userId: call.userId, emoji })
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

  function sync({ userId, body }: ServerCall) {
    const cursors = body.cursors as Record<string, number>
    const known = body.epoch === epoch ? cursors : {}
    const heads = headsOf(userId)
    const lines = heads.map(({ id, changeSeq, mine: { lastReadSeq, unread } }) => ({
      conversationId: id, changeSeq, lastReadSeq, unread: countUnread({ userId, lastReadSeq, base: unread, messages: [] }),
    }))
    return {
      epoch,
      conversations: heads.filter(({ id, changeSeq }) => known[id] !== changeSeq),
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

  const operations: Record<string, (call: ServerCall) => unknown> = {
    sendMessage, markRead, markUnread, listChanges, sync, join,
    updateSettings, updateParticipant,
    leaveConversation: leave,
    updateConversation: update,
    editMessage: call => changeMessage(call, { body: String(call.body.body) }, 'message:updated'),
    addReaction: call => react(call, withReaction, 'reaction:added'),
    removeReaction: call => react(call, withoutReaction, 'reaction:removed'),
    deleteMessage: call => changeMessage(call, { body: '', deletedAt: now(), reactions: [] }, 'message:deleted'),
    listMessages: call => pageOf(load(call).conversation, call.query, MODEL_PAGE),
    readConversation: (call) => {
      const { conversation, participant } = load(call)
      return headOf(conversation, participant)
    },
  }

  const passes = (ms: number) => new Promise<void>(resolve => clock.set(resolve, ms))

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
