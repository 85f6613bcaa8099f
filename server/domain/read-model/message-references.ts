import { Prisma } from '#generated/client.ts'
import type { ReferenceId } from '#shared/message-references.ts'
import { referenceIds } from '#shared/message-references.ts'

interface StoredReference {
  /** The column of `messages`. */
  column: string
  /** Its key and value in the JSON of the message `m`. */
  json: Prisma.Sql
  /** Where the message must be: in the same conversation, or in any conversation of the author. */
  scope: 'same_conversation' | 'own_conversations'
}

/** How each reference id is stored, read and checked. */
export const storedReferences: Record<ReferenceId, StoredReference> = {
  parentId: { column: 'parent_id', json: Prisma.sql`'parentId', m.parent_id`, scope: 'same_conversation' },
  quotedId: { column: 'quoted_id', json: Prisma.sql`'quotedId', m.quoted_id`, scope: 'same_conversation' },
  forwardedFromId: { column: 'forwarded_from_id', json: Prisma.sql`'forwardedFromId', m.forwarded_from_id`, scope: 'own_conversations' },
}

/** The reference ids of the message `m`, as arguments of `json_build_object`. */
export const referencesJson = Prisma.join(referenceIds.map(name => storedReferences[name].json))
