/** Reactions offered in the menu of a message. All others are in the emoji picker. */
export const QUICK_REACTIONS = ['👍', '❤️', '😄', '🎉', '😮', '🙏'] as const
