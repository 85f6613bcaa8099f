import { defaultSettings } from '#shared/conversation-settings.ts'
import type { Conversation, Message, Participant, Poll } from '#shared/types.ts'
import { countUnread, isListedInConversation } from '#shared/unread.ts'

/** A conversation as the model's database holds it. */
export interface ModelConversation {
  id: string
  title: string
  settings: Conversation['settings']
  status: Conversation['status']
  createdAt: string
  lastSeq: number
  changeSeq: number
  messages: Message[]
  participants: Participant[]
  /** What readers marked unread, by their ids. */
  marks: Map<string, OwnMark>
  /** What was voted, by the ids of the messages that ask. */
  votes: Map<string, Votes>
}

/** The positions of what people chose, by their ids. */
export type Votes = Map<string, readonly number[]>

interface OwnMark {
  readEra: number
  unreadSeq: number | undefined
}

export function createModelConversation(id: string, title: string, userIds: readonly string[], createdAt: string): ModelConversation {
  const participants = userIds.map((userId, index) => createParticipant(userId, createdAt, 0, index === 0 ? 'owner' : 'member'))
  return { id, title, settings: defaultSettings, status: 'active', createdAt, lastSeq: 0, changeSeq: 0, messages: [], participants, marks: new Map(), votes: new Map() }
}

export function createParticipant(userId: string, joinedAt: string, lastReadSeq: number, role: Participant['role'] = 'member'): Participant {
  return { user: { id: userId, name: userId, about: '', presence: 'offline', lastSeenAt: null }, role, lastReadSeq, joinedAt }
}

export function participantIn(conversation: ModelConversation, userId: string): Participant | undefined {
  return conversation.participants.find(({ user }) => user.id === userId)
}

export function markIn({ marks }: ModelConversation, userId: string): OwnMark {
  return marks.get(userId) ?? { readEra: 0, unreadSeq: undefined }
}

/** A participant who returns has read everything; their read eras continue. */
export function unmark(conversation: ModelConversation, userId: string): void {
  conversation.marks.set(userId, { ...markIn(conversation, userId), unreadSeq: undefined })
}

/** The head as this participant sees it, by the words of the contract. */
export function headOf(conversation: ModelConversation, mine: Participant): Conversation {
  const { id, title, settings, status, createdAt, lastSeq, changeSeq, messages, participants } = conversation
  const { readEra, unreadSeq } = markIn(conversation, mine.user.id)
  const lastReadSeq = unreadSeq ?? mine.lastReadSeq
  const unread = countUnread({ userId: mine.user.id, lastReadSeq, base: { seq: 0, count: 0 }, messages })
  return structuredClone({
    id, type: 'group', status, projectId: null, title, settings, createdAt, lastSeq, changeSeq, participants,
    lastMessage: [...messages].sort((one, other) => other.seq - one.seq).find(isListedInConversation) ?? null,
    mine: { role: mine.role, lastReadSeq, readEra, notificationLevel: 'all', unread: { seq: lastSeq, count: unread } },
  })
}

/** A page of history in order of seq, as `listMessages` gives it. */
export function pageOf(conversation: ModelConversation, query: Record<string, number | undefined>, limit: number): Message[] {
  const all = [...conversation.messages].sort((one, other) => one.seq - other.seq)
  const { before, after, around } = query
  if (around !== undefined) {
    const half = Math.ceil(limit / 2)
    return [...all.filter(({ seq }) => seq <= around).slice(-half), ...all.filter(({ seq }) => seq > around).slice(0, limit - half)]
  }
  if (after !== undefined) return all.filter(({ seq }) => seq > after).slice(0, limit)
  return all.filter(({ seq }) => before === undefined || seq < before).slice(-limit)
}

/** The changes after a cursor, as `listChanges` gives them. */
export function changesOf(conversation: ModelConversation, after: number | undefined, limit: number, farthest: number) {
  const { changeSeq, messages } = conversation
  const reset = after === undefined || after > changeSeq || changeSeq - after > farthest
  if (reset) return { reset, done: true, messages: pageOf(conversation, {}, limit) }
  const changed = messages.filter(message => message.changeSeq > after).sort((one, other) => one.changeSeq - other.changeSeq)
  return { reset, done: changed.length <= limit, messages: changed.slice(0, limit) }
}

/** What is given to a message once this person has reacted, too: in the order in which emoji and people came. */
export function withReaction(given: Message['reactions'], emoji: string, userId: string): Message['reactions'] {
  const known = given.some(reaction => reaction.emoji === emoji)
  return known
    ? given.map(reaction => reaction.emoji === emoji ? { emoji, userIds: [...reaction.userIds, userId] } : reaction)
    : [...given, { emoji, userIds: [userId] }]
}

/** The same once they have taken it back. */
export function withoutReaction(given: Message['reactions'], emoji: string, userId: string): Message['reactions'] {
  return given
    .map(reaction => reaction.emoji === emoji ? { emoji, userIds: reaction.userIds.filter(id => id !== userId) } : reaction)
    .filter(({ userIds }) => userIds.length > 0)
}

export function votesOn({ votes }: ModelConversation, messageId: string): Votes {
  const cast: Votes = votes.get(messageId) ?? new Map()
  votes.set(messageId, cast)
  return cast
}

/** The poll with these votes: how many, and where it is not anonymous, whose. */
export function counted(poll: Poll, votes: Votes): Poll {
  const choosers = (position: number) => [...votes].filter(([, chosen]) => chosen.includes(position)).map(([userId]) => userId)
  const options = poll.options.map(({ text }, position) => ({ text, votes: choosers(position).length, userIds: poll.anonymous ? [] : choosers(position) }))
  return { ...poll, options, voters: [...votes.values()].filter(chosen => chosen.length > 0).length }
}
