import type { Prisma } from '#generated/client.ts'
import { mentionToken } from '#shared/mentions.ts'
import type { Line } from './parse-script.ts'

type NamedRows = Readonly<Record<string, { id: string }>>

/** Returns the id of the row with this key in the story. @throws Error for an unknown key */
export function idOf(rows: NamedRows, key: string | undefined): string {
  const row = key === undefined ? undefined : rows[key]
  if (!row) throw new Error(`Nobody and nothing in this story is called ${key}`)
  return row.id
}

/**
 * Computes the last `changeSeq` of each message, and the last one of the conversation. A message takes
 * one, a reply a second one for its root, and each reaction, pin and vote one for its message.
 */
export function numberChanges(lines: readonly Line[]): { changeSeqs: number[], changeSeq: number } {
  const changeSeqs: number[] = []
  let changeSeq = 0
  lines.forEach(({ root, reactions, pinnedBy, options = [] }, index) => {
    changeSeqs[index] = changeSeq += 1
    if (root !== undefined) changeSeqs[root] = changeSeq += 1
    const voters = new Set(options.flatMap(({ names }) => names)).size
    const later = reactions.flatMap(({ names }) => names).length + voters + (pinnedBy === undefined ? 0 : 1)
    if (later > 0) changeSeqs[index] = changeSeq += later
  })
  return { changeSeqs, changeSeq }
}

/** Creates the messages with the given ids, and their reactions, threads, pins and polls. */
export async function createMessages(
  database: Prisma.TransactionClient,
  { conversationId, lines, ids, people }: { conversationId: string, lines: readonly Line[], ids: readonly string[], people: NamedRows },
): Promise<void> {
  const { changeSeqs } = numberChanges(lines)
  const id = (index: number): string => ids[index] ?? ''
  await database.message.createMany({
    data: lines.map((line, index) => ({
      id: id(index), conversationId, authorId: idOf(people, line.author), seq: index + 1, changeSeq: changeSeqs[index] ?? 0,
      body: withMentions(line.body, people), createdAt: line.at,
      hasPoll: line.options !== undefined,
      reactionCount: line.reactions.flatMap(({ names }) => names).length,
      ...(line.root !== undefined && { parentId: id(line.root), rootId: id(line.root) }),
      ...(line.pinnedBy !== undefined && { pinnedAt: line.at, pinnedById: idOf(people, line.pinnedBy) }),
      ...threadOf(lines, index),
    })),
  })
  await database.reaction.createMany({
    data: lines.flatMap(({ reactions, at }, index) => reactions.flatMap(({ emoji, names }) =>
      names.map((name, turn) => ({ messageId: id(index), userId: idOf(people, name), emoji, createdAt: new Date(at.getTime() + turn) })))),
  })
  await database.threadFollower.createMany({ data: lines.flatMap((_, index) => followersOf(lines, index, people).map(follower => ({ ...follower, rootId: id(index) }))) })
  await createPolls(database, lines, ids, people)
}

/** Replaces `@maya` by a stored mention of that user. */
function withMentions(body: string, people: NamedRows): string {
  return body.replaceAll(/@(\w+)/g, (text, name: string) => {
    const target = name === 'all' || name === 'team' ? name : people[name]?.id
    return target === undefined ? text : mentionToken(target)
  })
}

function answersTo(lines: readonly Line[], root: number) {
  return lines.map((line, index) => ({ ...line, seq: index + 1 })).filter(line => line.root === root)
}

function threadOf(lines: readonly Line[], root: number) {
  const last = answersTo(lines, root).at(-1)
  return last ? { replyCount: answersTo(lines, root).length, lastReplySeq: last.seq, lastReplyAt: last.at } : {}
}

/** The authors of a thread and of its root follow it and have read it. */
function followersOf(lines: readonly Line[], root: number, people: NamedRows) {
  const answers = answersTo(lines, root)
  const names = answers.length > 0 ? new Set([lines[root]?.author, ...answers.map(({ author }) => author)]) : new Set<string>()
  return [...names].map(name => ({ userId: idOf(people, name), lastReadSeq: answers.at(-1)?.seq ?? 0 }))
}

async function createPolls(database: Prisma.TransactionClient, lines: readonly Line[], ids: readonly string[], people: NamedRows): Promise<void> {
  for (const [index, { options }] of lines.entries()) {
    const messageId = ids[index]
    if (!options || messageId === undefined) continue
    await database.poll.create({ data: { messageId, multiple: isChosenTwice(options), anonymous: false, options: { create: options.map(({ text }, position) => ({ position, text })) } } })
    await database.pollVote.createMany({ data: options.flatMap(({ names }, position) => names.map(name => ({ messageId, position, userId: idOf(people, name) }))) })
  }
}

/** Whether a user chose several options: then the poll allows it. */
function isChosenTwice(options: NonNullable<Line['options']>): boolean {
  const names = options.flatMap(option => option.names)
  return new Set(names).size < names.length
}
