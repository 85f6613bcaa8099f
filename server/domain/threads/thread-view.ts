import { Prisma } from '#generated/client.ts'

/**
 * A user's view of the thread of the root `m`. `f` is the user's row in `thread_followers`, which may be
 * missing. The unread count is the same as `countUnreadReplies` in the client.
 */
export const threadViewJson = (userId: string) => Prisma.sql`jsonb_build_object(
  'following', COALESCE(f.following, FALSE), 'lastReadSeq', COALESCE(f.last_read_seq, 0),
  'unread', jsonb_build_object('seq', COALESCE(m.last_reply_seq, 0), 'count', (
    SELECT COUNT(*) FROM messages r
    WHERE r.root_id = m.id AND r.seq > COALESCE(f.last_read_seq, 0) AND r.author_id <> ${userId}::uuid AND r.deleted_at IS NULL)))`
