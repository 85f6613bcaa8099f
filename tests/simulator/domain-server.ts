import { AsyncLocalStorage } from 'node:async_hooks'
import { AppError } from '#shared/errors.ts'
import type { Message, NewPoll, ParticipantRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { markUnread } from '#server/domain/read-markers/mark-unread.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import type { DomainEvent } from '#server/domain/events.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { restoreMessage } from '#server/domain/messages/restore-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { updateParticipant } from '#server/domain/participants/update-participant.ts'
import { closePoll } from '#server/domain/polls/close-poll.ts'
import { vote } from '#server/domain/polls/vote.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { removeReaction } from '#server/domain/reactions/remove-reaction.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { sync } from '#server/domain/sync/sync.ts'
import { ApiError } from '#client/api/api-error.ts'
import type { SimulatorDatabase } from './simulator-database.ts'
import type { ModelServerOptions } from './model-server.ts'
import { MODEL_PAGE } from './model-server.ts'
import { createModelNodes } from './model-nodes.ts'
import type { ServerCall, SimulatedServer } from './simulated-server.ts'

/** Milliseconds between two announcements of heads. */
const BEACON_MS = 5_000

/** Longer than any conversation of a run. */
const ALL = 10_000

interface DomainServerOptions {
  database: SimulatorDatabase
  /** Collects the names of the operations that the domain did not refuse. */
  carriedOut: Set<string>
  options: ModelServerOptions
}

/**
 * The real domain on a real PostgreSQL behind the simulator's door; nodes and bus are the model's.
 * What the database does takes no time of the clock's: calls of one moment run side by side.
 */
export function createDomainServer({ database, carriedOut, options }: DomainServerOptions): SimulatedServer {
  const { clock, random, nodes, conversations } = options
  const callers = new AsyncLocalStorage<ServerCall>()
  const members = new Map(conversations.map(({ id, userIds }) => [id, new Set(userIds)]))
  const roomsOf = (userId: string) => [...members].filter(([, userIds]) => userIds.has(userId)).map(([id]) => id)
  const edge = createModelNodes({ clock, random, roomsOf })
  let chores: Promise<void> = Promise.resolve()
  let hasBackup = false

  eventPublisher.clear()
  eventPublisher.set({ publish: event => announce(callers.getStore()?.node ?? 0, event), showReceipts: () => undefined })
  beat()

  function beat(): void {
    clock.set(() => {
      void clock.outside(database.heads()).then(heads => edge.announce(rooms => heads.filter(({ conversationId }) => rooms.has(conversationId))))
      beat()
    }, BEACON_MS)
  }

  /** Tells it where the socket would, and moves people between rooms in the same order. */
  function announce(node: number, { name, to, except, payload }: DomainEvent): void {
    if (name === 'participant:added') insertParticipants(payload.conversationId, payload.participant.user.id)
    if ('conversation' in to) {
      const present = [...members.get(to.conversation) ?? []].filter(userId => userId !== except?.user)
      edge.broadcast(node, to.conversation, name, payload, present)
    }
    else if ('user' in to || 'users' in to) edge.broadcast(node, '', name, payload, 'user' in to ? [to.user] : to.users)
    if (name === 'participant:removed') {
      members.get(payload.conversationId)?.delete(payload.userId)
      edge.rejoin(payload.userId)
    }
  }

  function insertParticipants(conversationId: string, userId: string): void {
    members.get(conversationId)?.add(userId)
    edge.rejoin(userId)
  }

  async function call(request: ServerCall): Promise<unknown> {
    await chores
    const actor = await database.actorOf(request.userId)
    const answer = await callers.run(request, async () => await operations[request.operation]?.(actor, request)).catch(refuse)
    carriedOut.add(request.operation)
    return answer
  }

  /** A group admin adds them. */
  async function join({ userId }: Actor, { params: { conversationId = '' } }: ServerCall): Promise<void> {
    const owner = await database.ownerOf(conversationId)
    if (owner) await addParticipants({ actor: owner, conversationId, userIds: [userId], role: 'member' })
  }

  const operations: Record<string, (actor: Actor, call: ServerCall) => unknown> = {
    join,
    sendMessage: async (actor, { params: { conversationId = '' }, body: { id, body, ...more } }) =>
      (await sendMessage({ actor, id: String(id), conversationId, body: String(body), ...more as { parentId?: string, poll?: NewPoll } })).message,
    editMessage: async (actor, { body: { id, body } }) => {
      const { version } = await readMessage({ actor, messageId: String(id) })
      return await editMessage({ actor, messageId: String(id), version, body: String(body) })
    },
    deleteMessage: (actor, { body: { id } }) => deleteMessage({ actor, messageId: String(id) }),
    restoreMessage: (actor, { body: { id } }) => restoreMessage({ actor, messageId: String(id) }),
    addReaction: (actor, { body: { id, emoji } }) => addReaction({ actor, messageId: String(id), emoji: String(emoji) }),
    removeReaction: (actor, { body: { id, emoji } }) => removeReaction({ actor, messageId: String(id), emoji: String(emoji) }),
    vote: (actor, { body: { id, options } }) => vote({ actor, messageId: String(id), options: options as number[] }),
    closePoll: (actor, { body: { id } }) => closePoll({ actor, messageId: String(id) }),
    markRead: (actor, { params: { conversationId = '' }, body: { seq, readEra } }) => markRead({ actor, conversationId, seq: Number(seq), readEra: Number(readEra) }),
    markUnread: (actor, { params: { conversationId = '' }, body: { seq } }) => markUnread({ actor, conversationId, seq: Number(seq) }),
    leaveConversation: (actor, { params: { conversationId = '' } }) => leaveConversation({ actor, conversationId }),
    updateConversation: (actor, { params: { conversationId = '' }, body }) => updateConversation({ actor, conversationId, ...body }),
    updateSettings: (actor, { params: { conversationId = '' }, body }) => updateSettings({ actor, conversationId, patch: body }),
    updateParticipant: (actor, { params: { conversationId = '' }, body: { userId, role } }) =>
      updateParticipant({ actor, conversationId, userId: String(userId), role: role as ParticipantRole }),
    readConversation: (actor, { params: { conversationId = '' } }) => loadConversation({ actor, conversationId }),
    listMessages: async (actor, { params: { conversationId = '' }, query: { before, after, around } }) =>
      (await listMessages({ actor, conversationId, before, after, around, limit: MODEL_PAGE })).messages,
    listChanges: (actor, { params: { conversationId = '' }, query: { after } }) => listChanges({ actor, conversationId, after, limit: MODEL_PAGE }),
    sync: (actor, { body }) => sync({ actor, ...body as { epoch?: string, cursors: Record<string, number> } }),
  }

  async function restore(): Promise<void> {
    await database.restore()
    for (const [id, userIds] of await database.members()) members.set(id, new Set(userIds))
    for (let node = 0; node < nodes; node += 1) edge.restart(node)
  }

  async function truthOf(userId: string) {
    await chores
    const actor = await database.actorOf(userId)
    const heads = await readHeads({ userId })
    return await Promise.all(heads.map(async head => ({ head, messages: (await listMessages({ actor, conversationId: head.id, limit: ALL })).messages })))
  }

  async function stored(): Promise<Message[]> {
    await chores
    return await database.messages()
  }

  return {
    nodes,
    call: request => clock.outside(call(request)),
    openStream: async request => edge.open(request),
    restart: edge.restart,
    cutBus: edge.cutBus,
    mute: edge.mute,
    backUp: () => {
      hasBackup = true
      chores = clock.outside(chores.then(database.backUp))
    },
    restore: () => {
      if (hasBackup) chores = clock.outside(chores.then(restore))
      return hasBackup
    },
    truthOf,
    stored,
    changeSeqOf: async id => (await database.heads()).find(({ conversationId }) => conversationId === id)?.changeSeq ?? 0,
  }
}

/** What the domain refuses, as the client's side of the wire reads it. */
function refuse(error: unknown): never {
  throw error instanceof AppError ? new ApiError({ code: error.code, status: error.status }) : error
}
