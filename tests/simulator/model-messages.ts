import type { ServerEventName } from '#shared/events.ts'
import { newPollState } from '#shared/polls.ts'
import type { Message, NewPoll, Participant, Poll } from '#shared/types.ts'
import { plainMessage } from '../helpers/plain-message.ts'
import type { Mistake } from './mistakes.ts'
import type { ModelConversation, Votes } from './model-conversation.ts'
import { counted, votesOn, withoutReaction, withReaction } from './model-conversation.ts'
import { refusal } from './refusal.ts'
import type { ServerCall } from './simulated-server.ts'

/** Milliseconds that a commit takes at most. */
const COMMIT_MS = 40

interface ModelMessagesOptions {
  now: () => string
  /** The conversation of a call and the caller's part in it; refuses those who have none. */
  load: (call: ServerCall) => { conversation: ModelConversation, participant: Participant }
  announce: (call: ServerCall, place: Pick<ModelConversation, 'id' | 'changeSeq'>, event: ServerEventName, payload: object) => void
  random: () => number
  passes: (ms: number) => Promise<void>
  mistake: Mistake | undefined
}

/** The operations of the model that write messages. */
export function createModelMessages({ now, load, announce, random, passes, mistake }: ModelMessagesOptions) {
  async function sendMessage(call: ServerCall): Promise<Message> {
    const { id, body, parentId, poll } = call.body as { id: string, body: string, parentId?: string, poll?: NewPoll }
    if (mistake === 'database_sequence') return insertBySequence(call, load(call).conversation, id, body)
    await passes(random() * COMMIT_MS)
    const { conversation, participant } = load(call)
    const known = conversation.messages.find(message => message.id === id)
    if (known && mistake !== 'no_idempotency') return known
    if (conversation.status === 'archived') throw refusal('conversation_archived')
    requirePosting({ conversation, participant })
    const parent = conversation.messages.find(message => message.id === parentId)
    if (parentId && !parent) throw refusal('not_found')
    conversation.lastSeq += 1
    conversation.changeSeq += 1
    const rootId = parent ? parent.rootId ?? parent.id : null
    const { lastSeq: seq, changeSeq } = conversation
    const message = insert(call, conversation, { id, body, seq, changeSeq, parentId: parentId ?? null, rootId, poll: poll ? newPollState(poll) : null })
    if (rootId) answer(call, conversation, rootId, message)
    return message
  }

  /** A participant who may not send may not edit either. */
  function requirePosting({ conversation, participant }: ReturnType<typeof load>): void {
    if (conversation.settings.whoPosts === 'admins' && participant.role === 'member') throw refusal('posting_restricted')
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
    announce(call, { id: conversation.id, changeSeq: place.changeSeq }, 'message:created', { message })
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

  function changePoll(call: ServerCall, change: (poll: Poll, votes: Votes) => Poll): void {
    const { conversation } = load(call)
    const message = conversation.messages.find(candidate => candidate.id === call.body.id)
    if (!message?.poll) throw refusal('message_deleted')
    if (message.poll.closedAt || conversation.status === 'archived') throw refusal('poll_closed')
    const poll = change(message.poll, votesOn(conversation, message.id))
    conversation.changeSeq += 1
    Object.assign(message, { poll, changeSeq: conversation.changeSeq })
    announce(call, conversation, 'message:updated', { message, patch: { poll } })
  }

  function vote(call: ServerCall): void {
    const options = call.body.options as number[]
    changePoll(call, (poll, votes) => {
      if (!poll.multiple && options.length > 1) throw refusal('invalid')
      votes.set(call.userId, options)
      return counted(poll, votes)
    })
  }

  return {
    sendMessage,
    vote,
    closePoll: (call: ServerCall) => changePoll(call, poll => ({ ...poll, closedAt: now() })),
    editMessage(call: ServerCall) {
      requirePosting(load(call))
      return changeMessage(call, { body: String(call.body.body) }, 'message:updated')
    },
    deleteMessage: (call: ServerCall) => changeMessage(call, { body: '', deletedAt: now(), reactions: [], poll: null }, 'message:deleted'),
    addReaction: (call: ServerCall) => react(call, withReaction, 'reaction:added'),
    removeReaction: (call: ServerCall) => react(call, withoutReaction, 'reaction:removed'),
  }
}
