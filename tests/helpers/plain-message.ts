import { storedIdsOf } from '#shared/message-references.ts'
import type { Message } from '#shared/types.ts'

/** The fields of a message without references, reactions or changes. */
export const plainMessage = {
  version: 1,
  editedAt: null,
  deletedAt: null,
  ...storedIdsOf({}),
  rootId: null,
  alsoInConversation: false,
  thread: null,
  reactions: [],
  poll: null,
  preview: null,
  pinned: null,
} satisfies Partial<Message>
