import { PINS_MAX, REACTIONS_MAX } from '#shared/limits.ts'
import type { Conversation, Message } from '#shared/types.ts'
import type { Failure } from '#client/api/failure.ts'
import { readFailure } from '#client/api/failure.ts'

/**
 * What is done with single messages of a conversation, apart from editing. It resolves when the
 * server has answered; what became of it is in `notice`.
 */
export function useMessageActions(conversation: () => Conversation) {
  const store = useMessagingStore()
  const pending = usePendingChangesStore()
  const client = useClient()
  const commands = useMessageCommands()
  const { find, wordsOf } = useMessageLookup()
  const saved = useBookmarks()
  const { may } = useConversationRights(conversation)
  const { attempt } = useAttempt()
  const { t } = useI18n()
  const { failureText } = useErrorText()
  const { notice, tell, dismiss } = useMessageNotice()

  const messageOf = (id: string): Message | undefined => {
    const message = find(id)
    return message?.conversationId === conversation().id ? pending.withPending(message, store.me) : undefined
  }

  function complain(error: unknown, phrase: (failure: Failure) => string = failureText): void {
    tell({ text: phrase(readFailure(error)) }, 'assertive')
  }

  function reactionFailure(failure: Failure): string {
    const seconds = Math.max(1, Math.ceil(failure.details?.retryAfter ?? 1))
    if (failure.code === 'too_many_requests') return t('messaging.reaction.limit', { seconds }, seconds)
    return failure.code === 'conflict' ? t('messaging.reaction.full', { count: REACTIONS_MAX }) : failureText(failure)
  }

  /** Gives the reaction, or takes it back when it is there. */
  async function react(id: string, emoji: string): Promise<void> {
    const message = messageOf(id)
    if (!message || !messageAbilities({ message, conversation: conversation(), me: store.me }).react) return
    await commands.react(id, emoji, !hasReacted(message, emoji, store.me)).catch(error => complain(error, reactionFailure))
  }

  /** Deletes at once and offers the way back, where there is one. */
  async function remove(id: string): Promise<void> {
    const isAuthor = messageOf(id)?.authorId === store.me
    const removing = commands.remove(id)
    const canRestore = conversation().status === 'active' && may('message:restore', { isAuthor })
    tell({ text: t('messaging.deletion.done'), ...(canRestore && { undo: () => void restore(id, removing) }) })
    await removing.catch(complain)
  }

  async function restore(id: string, removing: Promise<void>): Promise<void> {
    dismiss()
    try {
      await removing
      await commands.restore(id)
      tell({ text: t('messaging.deletion.undone') })
    }
    catch (error) {
      complain(error)
    }
  }

  async function pin(message: Message): Promise<void> {
    const wanted = message.pinned === null
    await commands.pin(message.id, wanted).then(
      () => tell({ text: t(wanted ? 'messaging.pins.done' : 'messaging.pins.released') }),
      error => complain(error, failure => failure.code === 'conflict' ? t('messaging.pins.full', { count: PINS_MAX }) : failureText(failure)))
  }

  async function save(id: string): Promise<void> {
    const wanted = !saved.isBookmarked(id)
    await saved.setBookmark(id, wanted).then(() => tell({ text: t(wanted ? 'messaging.bookmarks.done' : 'messaging.bookmarks.released') }), complain)
  }

  /** The conversation closes: what stays on the screen would be read again at once. */
  async function markUnread({ conversationId, seq }: Message): Promise<void> {
    try {
      await client().messaging.markers.markUnread(conversationId, seq)
      await navigateTo('/c')
    }
    catch (error) {
      complain(error)
    }
  }

  async function copy(text: string, done: string): Promise<void> {
    tell({ text: await copyText(text) ? done : t('messaging.actions.copyFailed') })
  }

  return {
    notice,
    dismiss,
    messageOf,
    react,
    remove,
    pin,
    save,
    markUnread,
    isSaved: saved.isBookmarked,
    /** Lets the menu know what is kept; without an answer it offers to keep the message. */
    learnSaved: () => attempt(saved.ensureLoaded),
    copyBody: (message: Message) => copy(wordsOf(message), t('messaging.actions.copied')),
    copyLink: (message: Message) => copy(location.origin + messagePath(message), t('messaging.actions.linkCopied')),
  }
}
