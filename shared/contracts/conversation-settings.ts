import { z } from 'zod'
import { avatarColours, conversationThemes } from '../conversation-settings.ts'
import { RETENTION_DAYS_MAX, TOPIC_MAX_LENGTH } from '../limits.ts'
import { emoji, trimmedText } from './fields.ts'

/** Whom a right is given to: everybody in the group, or those in charge of it. */
const audience = z.enum(['everyone', 'admins'])

/** What the people of a conversation choose for it. */
export const conversationSettings = z.strictObject({
  /** What it is about, in a line or two. */
  topic: trimmedText(TOPIC_MAX_LENGTH),
  /** The picture of a group; null shows the usual one. */
  avatar: z.strictObject({ emoji, colour: z.enum(avatarColours) }).nullable(),
  theme: z.enum(conversationThemes),
  /** The notification level of new participants. */
  notificationDefault: z.enum(['all', 'mentions', 'none']),
  /** Days for which messages are kept; null: for ever. */
  retentionDays: z.int().min(1).max(RETENTION_DAYS_MAX).nullable(),
  /** Days after which the text of what was deleted leaves the database, if fewer than the project says; null: as it says. */
  purgeDays: z.int().min(1).max(RETENTION_DAYS_MAX).nullable(),
  /** Whether links in messages show what they lead to. */
  linkPreviews: z.boolean(),
  whoPosts: audience,
  whoInvites: audience,
})
