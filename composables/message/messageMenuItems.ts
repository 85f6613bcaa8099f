import type { Message } from '#shared/types.ts'
import type { MessageAbilities } from './messageAbilities'
import type { MessageActions } from './useMessageActions'

/** Commands that only the menu offers. */
export interface MenuCommands {
  togglePin: (message: Message) => unknown
  toggleBookmark: (id: string) => unknown
  markUnread: (message: Message) => unknown
  copyBody: (message: Message) => unknown
  copyLink: (message: Message) => unknown
  removeOrAsk: (id: string) => void
  showDialog: (dialog: 'forward' | 'remind' | 'readers' | 'history') => void
}

export interface MenuItem {
  icon: string
  /** Key of the text in `i18n/locales`. */
  label: string
  run: () => unknown
  danger?: boolean
}

interface MenuOptions {
  message: Message
  abilities: MessageAbilities
  place: 'conversation' | 'thread'
  isOwn: boolean
  isBookmarked: boolean
  actions: Pick<MessageActions, 'reply' | 'quote' | 'edit'>
  commands: MenuCommands
}

/** The entries of the menu of one message, without those that its reader may not use. */
export function messageMenuItems({ message, abilities, place, isOwn, isBookmarked, actions, commands }: MenuOptions): MenuItem[] {
  const { id } = message
  const inConversation = place === 'conversation'
  return [
    abilities.answer && { icon: 'i-lucide-message-square-reply', label: `messaging.actions.answer.${place}`, run: () => actions.reply(id) },
    abilities.answer && inConversation && { icon: 'i-lucide-quote', label: 'messaging.quote.action', run: () => actions.quote(id) },
    { icon: 'i-lucide-forward', label: 'messaging.forward.action', run: () => commands.showDialog('forward') },
    abilities.pin && { ...pinLabel(message.pinned !== null), run: () => commands.togglePin(message) },
    { ...bookmarkLabel(isBookmarked), run: () => commands.toggleBookmark(id) },
    { icon: 'i-lucide-bell', label: 'messaging.bookmarks.remind', run: () => commands.showDialog('remind') },
    inConversation && !isOwn && { icon: 'i-lucide-mail', label: 'messaging.unread.mark', run: () => commands.markUnread(message) },
    abilities.readers && { icon: 'i-lucide-check-check', label: 'messaging.readers.title', run: () => commands.showDialog('readers') },
    { icon: 'i-lucide-copy', label: 'messaging.actions.copyText', run: () => commands.copyBody(message) },
    { icon: 'i-lucide-link', label: 'messaging.actions.copyLink', run: () => commands.copyLink(message) },
    message.editedAt !== null && { icon: 'i-lucide-history', label: 'messaging.history.open', run: () => commands.showDialog('history') },
    abilities.edit && { icon: 'i-lucide-pencil', label: 'messaging.editing.action', run: () => actions.edit(message) },
    abilities.delete && { icon: 'i-lucide-trash-2', label: 'messaging.deletion.action', run: () => commands.removeOrAsk(id), danger: true },
  ].filter(item => item !== false)
}

const pinLabel = (isPinned: boolean) => isPinned
  ? { icon: 'i-lucide-pin-off', label: 'messaging.pins.release' }
  : { icon: 'i-lucide-pin', label: 'messaging.pins.action' }

const bookmarkLabel = (isBookmarked: boolean) => isBookmarked
  ? { icon: 'i-lucide-bookmark-x', label: 'messaging.bookmarks.release' }
  : { icon: 'i-lucide-bookmark', label: 'messaging.bookmarks.action' }
