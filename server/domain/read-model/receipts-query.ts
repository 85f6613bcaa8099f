import { Prisma } from '#generated/client.ts'

/** Does the user `u` show when they have read? Whoever never chose does. */
export const showsReceipts = Prisma.sql`(u.preferences ->> 'readReceipts' IS DISTINCT FROM 'false')`

/** May the user `viewer` know how far the user `u` has read? Both must show it; one's own marker is one's own. */
export const seesMarker = Prisma.sql`(u.id = viewer.id OR (${showsReceipts} AND viewer.preferences ->> 'readReceipts' IS DISTINCT FROM 'false'))`
