import type { ConversationSettings } from './types.ts'

/** The themes of a conversation; `harbor` is the default. Their colours are in `assets/css/themes.css`. */
export const conversationThemes = ['harbor', 'sea', 'forest', 'sunset', 'plum', 'slate'] as const

/** The background colours of a group's picture, in the order of `BaseAvatar`'s tints. */
export const avatarColours = ['sky', 'clay', 'honey', 'moss', 'mint', 'azure', 'violet', 'rose'] as const

/** The settings of a new conversation. */
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

/** Settings that only groups have. */
export const groupSettings = ['title', 'avatar', 'whoPosts', 'whoInvites'] as const
