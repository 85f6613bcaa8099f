import type { ConversationStory } from '../conversations.ts'
import { bakeryStories } from '../texts/bakery.ts'
import { directStories } from '../texts/direct.ts'
import { lumeStories } from '../texts/lume.ts'
import { noteStories } from '../texts/notes.ts'
import { tidewaterStories } from '../texts/tidewater.ts'

export const harborConversations: readonly ConversationStory[] = [
  ...lumeStories, ...tidewaterStories, ...bakeryStories, ...directStories, ...noteStories,
]
