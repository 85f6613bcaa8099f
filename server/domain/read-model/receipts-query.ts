import { Prisma } from '#generated/client.ts'

/** Whether the user `u` shows read receipts. This is the default. */
export const showsReceipts = Prisma.sql`(u.preferences ->> 'readReceipts' IS DISTINCT FROM 'false')`

/** Whether `viewer` may see the read marker of `u`: both must show read receipts, or be the same user. */
export const seesMarker = Prisma.sql`(u.id = viewer.id OR (${showsReceipts} AND viewer.preferences ->> 'readReceipts' IS DISTINCT FROM 'false'))`
