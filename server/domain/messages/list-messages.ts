import { Prisma } from '#generated/client.ts'
import { PAGE_DEFAULT } from '#shared/limits.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadParticipant } from '#server/domain/access/load-participant.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'

/** The `seq` that a page lies before, after or around. Without one, the last page. */
export interface PagePosition {
  before?: number | undefined
  after?: number | undefined
  around?: number | undefined
}

/**
 * A page of history in chronological order. `next` is the seq to pass on in the same direction
 * (`before`, or `after` when paging forwards), null at the end.
 */
export async function listMessages({ actor, conversationId, limit = PAGE_DEFAULT, ...position }: PagePosition & {
  actor: Actor
  conversationId: string
  limit?: number
}): Promise<{ messages: Message[], next: number | null }> {
  // In parallel. If the actor may not read the conversation, the page is discarded.
  const [{ lastSeq }, messages] = await Promise.all([
    loadParticipant({ actor, conversationId }),
    readPage(conversationId, position, limit),
  ])
  return { messages, next: nextSeq(messages, position, lastSeq) }
}

async function readPage(conversationId: string, { before, after, around }: PagePosition, limit: number): Promise<Message[]> {
  if (around !== undefined) {
    // Half of the page up to this seq, the other half after it.
    const half = Math.ceil(limit / 2)
    const [earlier, later] = await Promise.all([
      readRun(conversationId, Prisma.sql`m.seq <= ${around}`, 'DESC', half),
      readRun(conversationId, Prisma.sql`m.seq > ${around}`, 'ASC', limit - half),
    ])
    return [...earlier.reverse(), ...later]
  }
  if (after !== undefined) return readRun(conversationId, Prisma.sql`m.seq > ${after}`, 'ASC', limit)
  const bound = before === undefined ? Prisma.sql`TRUE` : Prisma.sql`m.seq < ${before}`
  return (await readRun(conversationId, bound, 'DESC', limit)).reverse()
}

async function readRun(conversationId: string, bound: Prisma.Sql, direction: 'ASC' | 'DESC', limit: number): Promise<Message[]> {
  const rows = await readPrepared<{ message: Message }>(Prisma.sql`
    SELECT ${messageJson} AS message FROM messages m
    WHERE m.conversation_id = ${conversationId}::uuid AND ${bound}
    ORDER BY m.seq ${direction === 'ASC' ? Prisma.sql`ASC` : Prisma.sql`DESC`}
    LIMIT ${limit}`)
  return rows.map(row => row.message)
}

function nextSeq(messages: Message[], { after }: PagePosition, lastSeq: number): number | null {
  const first = messages[0]
  const last = messages.at(-1)
  if (!first || !last) return null
  if (after !== undefined) return last.seq < lastSeq ? last.seq : null
  return first.seq > 1 ? first.seq : null
}
