import { z } from 'zod'
import { isEmoji } from './emoji.ts'
import { RETENTION_DAYS_MAX, TOPIC_MAX_LENGTH } from './limits.ts'

/** The looks of a conversation; `harbor` is the house's own. Their colours are in `assets/css/themes.css`. */
export const conversationThemes = ['harbor', 'sea', 'forest', 'sunset', 'plum', 'slate'] as const

/** The grounds of a group's picture, in the order of `BaseAvatar`'s tints. */
export const avatarColours = ['sky', 'clay', 'honey', 'moss', 'mint', 'azure', 'violet', 'rose'] as const

/** Whom a right is given to: everybody in the group, or those in charge of it. */
const audience = z.enum(['everyone', 'admins'])

/** What the people of a conversation choose for it. */
export const conversationSettings = z.strictObject({
  /** What it is about, in a line or two; PostgreSQL's text holds every character but NUL. */
  topic: z.string().trim().max(TOPIC_MAX_LENGTH).regex(/^[^\u0000]*$/),
  /** The picture of a group; null shows the usual one. */
  avatar: z.strictObject({ emoji: z.string().refine(isEmoji, { error: 'invalid_emoji' }), colour: z.enum(avatarColours) }).nullable(),
  theme: z.enum(conversationThemes),
  /** The notification level of whoever joins from now on. */
  notificationDefault: z.enum(['all', 'mentions', 'none']),
  /** Days for which messages are kept; null: for ever. */
  retentionDays: z.int().min(1).max(RETENTION_DAYS_MAX).nullable(),
  whoPosts: audience,
  whoInvites: audience,
})

export type ConversationSettings = z.infer<typeof conversationSettings>

/** What a conversation has that nobody chose anything for. */
export const defaultSettings: ConversationSettings = {
  topic: '',
  avatar: null,
  theme: 'harbor',
  notificationDefault: 'all',
  retentionDays: null,
  whoPosts: 'everyone',
  whoInvites: 'admins',
}

/** Settings that only make sense where people are in charge of others. */
export const groupSettings = ['title', 'avatar', 'whoPosts', 'whoInvites'] as const
