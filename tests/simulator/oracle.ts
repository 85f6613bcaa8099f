import type { Conversation, Message } from '#shared/types.ts'
import { contiguousRun } from '#shared/sync.ts'
import { isUnread } from '#shared/unread.ts'
import { MODEL_PAGE } from './model-server.ts'
import type { Truth } from './simulated-server.ts'
import type { Tab } from './tab.ts'
import type { World } from './world.ts'
import { conversations } from './world.ts'

/** What differs from the truth, in sentences; empty when nothing does. */
export type Findings = string[]

/** Everything that every tab shows of conversations, and the messages of opened ones, equals the server's. */
export async function compareTabs(world: World, { withMarkers }: { withMarkers: boolean }): Promise<Findings> {
  const findings = await Promise.all(world.tabs.map(async (tab, index) => {
    const truth = await world.server.truthOf(tab.browser.userId)
    return compareTab(tab, truth, withMarkers).map(finding => `tab ${index}: ${finding}`)
  }))
  return findings.flat()
}

function compareTab({ store, openId, isShown }: Tab, truth: Truth[], withMarkers: boolean): Findings {
  const ids = truth.map(({ head }) => head.id).sort().join()
  const known = Object.keys(store.conversations).sort().join()
  if (known !== ids) return [`knows the conversations ${known} instead of ${ids}`]
  return truth.flatMap(({ head, messages }) => {
    const state = store.conversations[head.id]
    if (!state) return []
    const isOpen = openId() === head.id
    const seen = { own: withMarkers, others: withMarkers && isOpen, me: store.me }
    return [
      ...differs('cursor', state.cursor, head.changeSeq),
      ...differs('head', describe(state.head, seen), describe(head, seen)),
      ...(withMarkers ? differs('unread', store.unreadOf(head.id), countByHand(messages, head, store.me)) : []),
      ...compareMessages(state.messages, messages),
      ...(isOpen && isShown() && state.anchor === undefined ? compareEnd(state.messages, messages) : []),
    ].map(finding => `${head.title}: ${finding}`)
  })
}

/** Marks of others are shown where their conversation is open, and looked after only there. What others learn of one's own mark is shown to them alone. */
function describe({ title, settings, status, lastSeq, changeSeq, lastMessage, participants, mine }: Conversation, marks: { own: boolean, others: boolean, me: string }): string {
  return JSON.stringify({
    title, topic: settings.topic, whoPosts: settings.whoPosts, role: mine.role, status, lastSeq, changeSeq, last: lastMessage && [lastMessage.id, lastMessage.changeSeq, lastMessage.body],
    participants: participants.map(({ user, role, lastReadSeq }) => [user.id, role, marks.others && user.id !== marks.me && lastReadSeq]).sort(),
    read: marks.own && mine.lastReadSeq,
  })
}

function countByHand(messages: Message[], { mine: { lastReadSeq } }: Conversation, userId: string): number {
  return messages.filter(message => isUnread(message, { userId, lastReadSeq })).length
}

function compareMessages(held: readonly Message[], stored: Message[]): Findings {
  const bySeq = new Map(stored.map(message => [message.seq, JSON.stringify(message, keys)]))
  return held.flatMap(message => differs(`message ${message.seq}`, JSON.stringify(message, keys), bySeq.get(message.seq)))
}

/** Of a message, of its thread, its reactions and its poll. */
const keys = [
  'id', 'authorId', 'seq', 'changeSeq', 'version', 'body', 'deletedAt', 'parentId', 'rootId',
  'thread', 'replyCount', 'lastReplySeq', 'participantIds', 'reactions', 'emoji', 'userIds',
  'poll', 'multiple', 'anonymous', 'closesAt', 'closedAt', 'options', 'text', 'votes', 'voters',
]

/** Who stands at the end sees at least the last page, without a hole in it. */
function compareEnd(held: readonly Message[], stored: Message[]): Findings {
  const shown = contiguousRun(held, Number.POSITIVE_INFINITY).map(({ seq }) => seq)
  const end = stored.slice(-Math.max(shown.length, MODEL_PAGE)).map(({ seq }) => seq)
  return differs('the end', shown.join(), end.join())
}

/** Numbers without gaps; every accepted message once, or refused and kept; each browser's in its order. */
export async function compareStored(world: World): Promise<Findings> {
  const stored = await world.server.stored()
  const perConversation = await Promise.all(conversations.map(async ({ id }) =>
    checkNumbers(stored.filter(message => message.conversationId === id), await world.server.changeSeqOf(id))))
  const perBrowser = await Promise.all(world.browsers.map(async browser =>
    checkAccepted(browser.accepted().filter(id => !world.takenBack.has(id)), stored, await browser.storage.listOf(browser.userId))))
  return [...perConversation, ...perBrowser].flat()
}

function checkNumbers(messages: Message[], changeSeq: number): Findings {
  const seqs = messages.map(({ seq }) => seq).sort((one, other) => one - other)
  const changes = messages.map(message => message.changeSeq)
  return [
    ...differs('seq', seqs.join(), seqs.map((_, index) => index + 1).join()),
    ...differs('different changeSeqs', new Set(changes).size, changes.length),
    ...(changes.some(change => change > changeSeq) ? ['a change is beyond the counter'] : []),
  ]
}

function checkAccepted(accepted: string[], stored: Message[], kept: { id: string, state: string }[]): Findings {
  const refused = new Set(kept.filter(({ state }) => state === 'failed').map(({ id }) => id))
  const waiting = kept.filter(({ state }) => state !== 'failed')
  const sent = accepted.filter(id => !refused.has(id))
  const places = sent.map(id => stored.filter(message => message.id === id))
  const order = places.flat().map(({ conversationId, seq }) => ({ conversationId, seq }))
  return [
    ...waiting.map(({ id }) => `${id} still waits`),
    ...sent.flatMap((id, index) => differs(`times that ${id} is stored`, places[index]?.length, 1)),
    ...conversations.flatMap(({ id }) => {
      const seqs = order.filter(({ conversationId }) => conversationId === id).map(({ seq }) => seq)
      return differs('order of sending', seqs.join(), [...seqs].sort((one, other) => one - other).join())
    }),
  ]
}

function differs(what: string, is: unknown, should: unknown): Findings {
  return is === should ? [] : [`${what} is ${String(is)} instead of ${String(should)}`]
}
