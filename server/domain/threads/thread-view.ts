import { Prisma } from '#generated/client.ts'

/**
 * What the thread of the root `m` is to the reader of `f`, their row among its followers, which
 * may be missing: `countUnread` on the server's side, over the replies.
 */
export const threadViewJson = (userId: string) => Prisma.sql`jsonb_build_object(
  'following', COALESCE(f.following, FALSE), 'lastReadSeq', COALESCE(f.last_read_seq, 0),
  'unread', jsonb_build_object('seq', COALESCE(m.last_reply_seq, 0), 'count', (
    SELECT COUNT(*) FROM messages r
    WHERE r.root_id = m.id AND r.seq > COALESCE(f.last_read_seq, 0) AND r.author_id <> ${userId}::uuid AND r.deleted_at IS NULL)))`
