import { z } from 'zod'
import { avatarColours, conversationThemes } from '../conversation-settings.ts'
import { RETENTION_DAYS_MAX, TOPIC_MAX_LENGTH } from '../limits.ts'
import { emoji, trimmedText } from './fields.ts'

/** Who has a right: all participants, or only owners and admins. */
const audience = z.enum(['everyone', 'admins'])

/** The settings of a conversation. */
export const conversationSettings = z.strictObject({
  /** The topic, one or two lines. */
  topic: trimmedText(TOPIC_MAX_LENGTH),
  /** The picture of a group; null shows the default one. */
  avatar: z.strictObject({ emoji, colour: z.enum(avatarColours) }).nullable(),
  theme: z.enum(conversationThemes),
  /** The notification level of new participants. */
  notificationDefault: z.enum(['all', 'mentions', 'none']),
  /** Days for which messages are kept; null: forever. */
  retentionDays: z.int().min(1).max(RETENTION_DAYS_MAX).nullable(),
  /** Days after which deleted texts are purged from the database, if fewer than the project's; null: the project's. */
  purgeDays: z.int().min(1).max(RETENTION_DAYS_MAX).nullable(),
  /** Whether links in messages get a preview. */
  linkPreviews: z.boolean(),
  whoPosts: audience,
  whoInvites: audience,
})
