import type { Prisma } from '#generated/client.ts'
import type { ConversationSettings } from '#shared/types.ts'
import { createMessages, idOf, numberChanges } from './messages.ts'
import type { Line } from './parse-script.ts'
import { parseScript } from './parse-script.ts'
import { createRandom, type Random } from './random.ts'

/** A conversation to create: a group with a title, otherwise direct with two people and self with one. */
export interface ConversationStory {
  title?: string
  /** The project of a group. */
  project?: string
  /** The first one created it, and is the owner of a group. */
  people: readonly string[]
  archived?: boolean
  /** Its initial settings. */
  settings?: Partial<ConversationSettings>
  /** Number of messages at the end that a participant has not read. Others have read all. */
  unread?: Readonly<Record<string, number>>
  script: string
}

export interface ConversationOptions {
  people: Readonly<Record<string, { id: string }>>
  projects: Readonly<Record<string, { id: string }>>
  now?: Date
  random?: Random
}

/** Creates a conversation with its messages. Its counters have the values that sending would have produced. */
export async function createConversation(
  database: Prisma.TransactionClient,
  story: ConversationStory,
  { people, projects, now = new Date(), random = createRandom(3) }: ConversationOptions,
): Promise<{ id: string, lastSeq: number }> {
  const lines = parseScript(story.script, { now, random })
  const createdAt = new Date((lines[0]?.at ?? now).getTime() - 60_000)
  const id = random.id(createdAt)
  const lastSeq = lines.length
  const { changeSeq } = numberChanges(lines)
  const participants = toParticipants(story, lines, people, createdAt)
  await database.conversation.create({
    data: {
      ...shapeOf(story, people, projects),
      id,
      status: story.archived ? 'archived' : 'active',
      createdById: idOf(people, story.people[0]),
      createdAt,
      lastSeq,
      // Title, settings and status are initial values, so only changes of messages are counted.
      changeSeq,
      settings: story.settings ?? {},
      lastMessageAt: lines.at(-1)?.at ?? null,
      changedAt: lines.at(-1)?.at ?? createdAt,
      participants: { createMany: { data: participants } },
    },
  })
  await database.readMove.createMany({ data: participants.flatMap(participant => toMoves(participant, lines, people).map(move => ({ ...move, conversationId: id }))) })
  await createMessages(database, { conversationId: id, lines, ids: lines.map(({ at }) => random.id(at)), people })
  return { id, lastSeq }
}

function shapeOf({ title, project, people: names }: ConversationStory, people: ConversationOptions['people'], projects: ConversationOptions['projects']) {
  if (title !== undefined) return { type: 'group' as const, title, projectId: idOf(projects, project) }
  const [directLowId, directHighId] = names.map(name => idOf(people, name)).sort()
  if (directHighId === undefined) return { type: 'self' as const, selfUserId: idOf(people, names[0]) }
  return { type: 'direct' as const, directLowId: directLowId ?? null, directHighId }
}

function toParticipants({ people: names, title, unread = {} }: ConversationStory, lines: readonly Line[], people: ConversationOptions['people'], createdAt: Date) {
  return names.map((name, index) => {
    const written = lines.findLastIndex(line => line.author === name) + 1
    const lastReadSeq = Math.max(written, lines.length - (unread[name] ?? 0))
    return {
      userId: idOf(people, name),
      // As in the domain: a group has one owner; in other conversations all participants are owners.
      role: title === undefined || index === 0 ? 'owner' as const : 'member' as const,
      lastReadSeq,
      lastReadAt: lines[lastReadSeq - 1]?.at ?? null,
      createdAt,
    }
  })
}

/** Each message of a participant is a step of their read marker. The last step is the marker itself. */
function toMoves({ userId, lastReadSeq, lastReadAt }: { userId: string, lastReadSeq: number, lastReadAt: Date | null }, lines: readonly Line[], people: ConversationOptions['people']) {
  const steps = lines
    .map(({ author, at }, index) => ({ author, seq: index + 1, readAt: at }))
    .filter(({ author, seq }) => idOf(people, author) === userId && seq < lastReadSeq)
    .map(({ seq, readAt }) => ({ userId, seq, readAt }))
  return lastReadSeq === 0 ? [] : [...steps, { userId, seq: lastReadSeq, readAt: lastReadAt }]
}
