import type { Message } from '#shared/types.ts'

/** What most messages have beside their text: nothing. */
export const plainMessage = {
  version: 1,
  editedAt: null,
  deletedAt: null,
  parentId: null,
  rootId: null,
  alsoInConversation: false,
  thread: null,
  quotedId: null,
  forwardedFromId: null,
  reactions: [],
  poll: null,
  preview: null,
  pinned: null,
} satisfies Partial<Message>
