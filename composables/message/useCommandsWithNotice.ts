import { PINS_MAX, REACTIONS_MAX } from '#shared/limits.ts'
import type { Conversation, Message } from '#shared/types.ts'
import type { Failure } from '#client/api/failure.ts'
import { readFailure } from '#client/api/failure.ts'

/**
 * Commands on single messages of a conversation, without editing. Each resolves when the server has
 * responded, and never rejects. `notice` tells the user the outcome.
 */
export function useCommandsWithNotice(conversation: () => Conversation) {
  const store = useConversationsStore()
  const pending = usePendingChangesStore()
  const client = useClient()
  const commands = useMessageCommands()
  const { find, wordsOf } = useMessageLookup()
  const bookmarks = useBookmarks()
  const { may } = useConversationRights(conversation)
  const { attempt } = useAttempt()
  const { t } = useI18n()
  const { failureText } = useErrorText()
  const { notice, notify, dismiss } = useMessageNotice()

  const messageOf = (id: string): Message | undefined => {
    const message = find(id)
    return message?.conversationId === conversation().id ? pending.withPending(message, store.me) : undefined
  }

  function notifyFailure(error: unknown, phrase: (failure: Failure) => string = failureText): void {
    notify({ text: phrase(readFailure(error)) }, 'assertive')
  }

  function reactionFailure(failure: Failure): string {
    const seconds = Math.max(1, Math.ceil(failure.details?.retryAfter ?? 1))
    if (failure.code === 'too_many_requests') return t('messaging.reaction.limit', { seconds }, seconds)
    return failure.code === 'conflict' ? t('messaging.reaction.full', { count: REACTIONS_MAX }) : failureText(failure)
  }

  /** Adds the reaction of the user, or removes it when it is there. */
  async function react(id: string, emoji: string): Promise<void> {
    const message = messageOf(id)
    if (!message || !messageAbilities({ message, conversation: conversation(), me: store.me }).react) return
    await commands.react(id, emoji, !hasReacted(message, emoji, store.me)).catch(error => notifyFailure(error, reactionFailure))
  }

  /** Deletes the message and offers to undo it, where that is allowed. */
  async function remove(id: string): Promise<void> {
    const isAuthor = messageOf(id)?.authorId === store.me
    const removing = commands.remove(id)
    const canRestore = conversation().status === 'active' && may('message:restore', { isAuthor })
    notify({ text: t('messaging.deletion.done'), ...(canRestore && { undo: () => void restore(id, removing) }) })
    await removing.catch(notifyFailure)
  }

  async function restore(id: string, removing: Promise<void>): Promise<void> {
    dismiss()
    try {
      await removing
      await commands.restore(id)
      notify({ text: t('messaging.deletion.undone') })
    }
    catch (error) {
      notifyFailure(error)
    }
  }

  async function togglePin(message: Message): Promise<void> {
    const wanted = message.pinned === null
    await commands.pin(message.id, wanted).then(
      () => notify({ text: t(wanted ? 'messaging.pins.done' : 'messaging.pins.released') }),
      error => notifyFailure(error, failure => failure.code === 'conflict' ? t('messaging.pins.full', { count: PINS_MAX }) : failureText(failure)))
  }

  async function toggleBookmark(id: string): Promise<void> {
    const wanted = !bookmarks.isBookmarked(id)
    await bookmarks.setBookmark(id, wanted).then(() => notify({ text: t(wanted ? 'messaging.bookmarks.done' : 'messaging.bookmarks.released') }), notifyFailure)
  }

  /** Marks the message unread and closes the conversation: while it is open its messages are marked read. */
  async function markUnread({ conversationId, seq }: Message): Promise<void> {
    try {
      await client().messaging.markers.markUnread(conversationId, seq)
      await navigateTo('/c')
    }
    catch (error) {
      notifyFailure(error)
    }
  }

  async function copy(text: string, done: string): Promise<void> {
    notify({ text: await copyText(text) ? done : t('messaging.actions.copyFailed') })
  }

  return {
    notice,
    dismiss,
    messageOf,
    react,
    remove,
    togglePin,
    toggleBookmark,
    markUnread,
    isBookmarked: bookmarks.isBookmarked,
    /** Loads the bookmarks for the menu. If this fails, the menu offers to add a bookmark. */
    loadBookmarks: () => attempt(bookmarks.ensureLoaded),
    copyBody: (message: Message) => copy(wordsOf(message), t('messaging.actions.copied')),
    copyLink: (message: Message) => copy(location.origin + messagePath(message), t('messaging.actions.linkCopied')),
  }
}
