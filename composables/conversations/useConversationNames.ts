import type { Conversation, UserSummary } from '#shared/types.ts'

/** Names of conversations and users as the reader sees them. */
export function useConversationNames() {
  const store = useConversationsStore()
  const { t, locale } = useI18n()

  /** A user without a name has deleted their account. */
  const personName = ({ name }: Pick<UserSummary, 'name'>): string => name || t('messaging.person.deleted')

  /** A former participant has no name. */
  const nameIn = ({ participants }: Conversation, userId: string): string => {
    const person = participants.find(({ user }) => user.id === userId)?.user
    return person ? personName(person) : t('messaging.person.former')
  }

  /** The other person of a direct conversation; undefined when there is none. */
  const partnerOf = (conversation: Conversation): UserSummary | undefined =>
    conversation.type === 'direct'
      ? conversation.participants.find(({ user }) => user.id !== store.me)?.user
      : undefined

  const nameOf = (conversation: Conversation): string => {
    if (conversation.type === 'self') return t('messaging.conversation.self')
    const partner = partnerOf(conversation)
    return conversation.title ?? (partner ? personName(partner) : peopleOf(conversation))
  }

  const peopleOf = (conversation: Conversation): string => {
    const names = conversation.participants.filter(({ user }) => user.id !== store.me).map(({ user }) => personName(user))
    return names.length > 0 ? new Intl.ListFormat(locale.value).format(names) : t('messaging.person.former')
  }

  return { partnerOf, nameOf, nameIn, personName }
}
