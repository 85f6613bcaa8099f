import { Prisma } from '#generated/client.ts'

/** Does the person of this alias of `users` show when they have read? Who never chose does. */
export const showsReceipts = (alias: 'u' | 'viewer') => Prisma.sql`${Prisma.raw(alias)}.preferences ->> 'readReceipts' IS DISTINCT FROM 'false'`

/** May the user `viewer` know how far the user `u` has read? Both must show it; one's own marker is one's own. */
export const seesMarker = Prisma.sql`(u.id = viewer.id OR (${showsReceipts('u')} AND ${showsReceipts('viewer')}))`
