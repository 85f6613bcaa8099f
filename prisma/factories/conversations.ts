import type { Prisma } from '#generated/client.ts'
import type { ConversationSettings } from '#shared/types.ts'
import { createMessages, idOf, numberChanges } from './messages.ts'
import type { Line } from './parse-script.ts'
import { parseScript } from './parse-script.ts'
import { createRandom, type Random } from './random.ts'

/** A conversation of a story. Two people make it direct, one makes it theirs alone, a title a group. */
export interface ConversationStory {
  title?: string
  /** The project of a group. */
  project?: string
  /** The first one made it, and owns it when it is a group. */
  people: readonly string[]
  archived?: boolean
  /** What was chosen for it from the start. */
  settings?: Partial<ConversationSettings>
  /** How many of the last messages a participant has not read. The others have read all. */
  unread?: Readonly<Record<string, number>>
  script: string
}

export interface ConversationOptions {
  people: Readonly<Record<string, { id: string }>>
  projects: Readonly<Record<string, { id: string }>>
  now?: Date
  random?: Random
}

/** Creates a conversation with all its messages; its counters are those that sending would have left. */
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
      // A title, settings or an archive mark of the story were there from the start: only what happens to messages is a change.
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
      // As the domain does: a group has one owner, and everything smaller belongs to all in it.
      role: title === undefined || index === 0 ? 'owner' as const : 'member' as const,
      lastReadSeq,
      lastReadAt: lines[lastReadSeq - 1]?.at ?? null,
      createdAt,
    }
  })
}

/** An author has read up to their message; the last step is the read marker. */
function toMoves({ userId, lastReadSeq, lastReadAt }: { userId: string, lastReadSeq: number, lastReadAt: Date | null }, lines: readonly Line[], people: ConversationOptions['people']) {
  const steps = lines
    .map(({ author, at }, index) => ({ author, seq: index + 1, readAt: at }))
    .filter(({ author, seq }) => idOf(people, author) === userId && seq < lastReadSeq)
    .map(({ seq, readAt }) => ({ userId, seq, readAt }))
  return lastReadSeq === 0 ? [] : [...steps, { userId, seq: lastReadSeq, readAt: lastReadAt }]
}
