import type { ConversationSettings } from './types.ts'

/** The looks of a conversation; `harbor` is the house's own. Their colours are in `assets/css/themes.css`. */
export const conversationThemes = ['harbor', 'sea', 'forest', 'sunset', 'plum', 'slate'] as const

/** The grounds of a group's picture, in the order of `BaseAvatar`'s tints. */
export const avatarColours = ['sky', 'clay', 'honey', 'moss', 'mint', 'azure', 'violet', 'rose'] as const

/** What a conversation has that nobody chose anything for. */
export const defaultSettings: ConversationSettings = {
  topic: '',
  avatar: null,
  theme: 'harbor',
  notificationDefault: 'all',
  retentionDays: null,
  purgeDays: null,
  linkPreviews: true,
  whoPosts: 'everyone',
  whoInvites: 'admins',
}

/** Settings that only make sense where people are in charge of others. */
export const groupSettings = ['title', 'avatar', 'whoPosts', 'whoInvites'] as const
