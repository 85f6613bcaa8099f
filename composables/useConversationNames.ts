import type { Conversation, UserSummary } from '#shared/types.ts'

/** What a conversation is called, and whom it is with, as the reader sees it. */
export function useConversationNames() {
  const store = useMessagingStore()
  const { t, locale } = useI18n()

  /** The other person of a direct conversation; undefined when there is none (any more). */
  const partnerOf = (conversation: Conversation): UserSummary | undefined =>
    conversation.type === 'direct'
      ? conversation.participants.find(({ user }) => user.id !== store.me)?.user
      : undefined

  const nameOf = (conversation: Conversation): string => {
    if (conversation.type === 'self') return t('messaging.conversation.self')
    return conversation.title ?? partnerOf(conversation)?.name ?? peopleOf(conversation)
  }

  const peopleOf = (conversation: Conversation): string => {
    const names = conversation.participants.filter(({ user }) => user.id !== store.me).map(({ user }) => user.name)
    return names.length > 0 ? new Intl.ListFormat(locale.value).format(names) : t('messaging.person.former')
  }

  return { partnerOf, nameOf }
}
