import type { MentionTarget } from '#shared/mentions.ts'
import type { Conversation } from '#shared/types.ts'
import type { MentionChoice } from '../message/text/mention-text'

/** Who can be mentioned in the surrounding conversation, and how its mentions are shown. */
export interface Mentions {
  choices: Readonly<Ref<MentionChoice[]>>
  nameOf: (target: MentionTarget) => string
  /** Whether the mention means the reader. */
  meansMe: (target: MentionTarget) => boolean
}

const KEY: InjectionKey<Mentions> = Symbol('mentions')

/** Provides the mentions to all components below: messages, composer, threads. */
export function provideMentions(conversation: Readonly<Ref<Conversation | undefined>>): Mentions {
  const mentions = createMentions(conversation)
  provide(KEY, mentions)
  return mentions
}

/** Outside of a conversation no user can be mentioned, and mentions have no names. */
export function useMentions(): Mentions {
  const nameIn = useMentionNames()
  return inject(KEY, () => ({ choices: shallowRef([]), nameOf: nameIn(undefined), meansMe: () => false }), true)
}

function createMentions(conversation: Readonly<Ref<Conversation | undefined>>): Mentions {
  const store = useConversationsStore()
  const { projects } = useProjects()
  const { personName } = useConversationNames()
  const nameIn = useMentionNames()
  const names = computed(() => nameIn(conversation.value))

  const choices = computed<MentionChoice[]>(() => {
    const people = conversation.value?.participants.filter(({ user }) => user.id !== store.me && user.name !== '') ?? []
    const groups: MentionTarget[] = conversation.value?.type === 'group' ? ['all', 'team'] : []
    return [
      ...people.map(({ user }) => ({ target: user.id, name: personName(user) })),
      ...groups.map(target => ({ target, name: names.value(target) })),
    ]
  })

  /** Clients do not belong to the team. */
  const inTeam = computed(() => {
    const role = projects.value.find(({ id }) => id === conversation.value?.projectId)?.role
    return role === 'team' || role === 'lead'
  })

  return {
    choices,
    nameOf: target => names.value(target),
    meansMe: target => target === store.me || target === 'all' || (target === 'team' && inTeam.value),
  }
}
