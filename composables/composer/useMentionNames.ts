import type { MentionTarget } from '#shared/mentions.ts'
import type { Conversation } from '#shared/types.ts'

/** Names of mentions in a conversation. Only participants have one. */
export function useMentionNames() {
  const { t } = useI18n()
  const { personName } = useConversationNames()

  return (conversation: Conversation | undefined) => (target: MentionTarget): string => {
    if (target === 'all') return t('messaging.mention.all')
    if (target === 'team') return t('messaging.mention.team')
    const person = conversation?.participants.find(({ user }) => user.id === target)?.user
    return person ? personName(person) : t('messaging.mention.someone')
  }
}
