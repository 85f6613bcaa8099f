import type { Conversation, UserSummary } from '#shared/types.ts'
import { bestMatches } from './match-name'

/** A target or action of the switcher. Choosing it may take a while and fail. */
export interface SwitcherOption {
  id: string
  name: string
  /** Distinguishes options of the same name. */
  detail?: string
  icon?: string
  conversation?: Conversation
  person?: UserSummary
  choose: () => unknown
}

/** Latest conversations shown before the user types. */
const LATEST = 6
/** Options per group; typing more narrows them. */
const MOST = 8

/** The options of the switcher for the query, grouped by kind. Only people are searched on the server. */
export function useSwitcher(actions: Ref<readonly SwitcherOption[]>) {
  const store = useConversationsStore()
  const { query, people } = usePeopleSearch()
  const { nameOf, partnerOf } = useConversationNames()
  const { projects } = useProjects()
  const { openDirect, failure } = useNewConversation()

  const heads = computed(() => store.list.map(({ id }) => store.conversations[id]?.head).filter(head => head !== undefined))
  const projectOf = ({ projectId }: Conversation) => projects.value.find(({ id }) => id === projectId)?.name ?? ''
  const namesOf = (head: Conversation) => [nameOf(head), projectOf(head), ...head.participants.filter(({ user }) => user.id !== store.me).map(({ user }) => user.name)]

  const conversations = computed(() => bestMatches(heads.value, query.value, namesOf)
    .slice(0, query.value.trim() === '' ? LATEST : MOST)
    .map((head): SwitcherOption => ({
      id: head.id, name: nameOf(head), detail: projectOf(head), conversation: head, choose: () => navigateTo(`/c/${head.id}`),
    })))
  const strangers = computed(() => {
    const met = new Set(heads.value.map(head => partnerOf(head)?.id))
    return people.value.filter(person => person.id !== store.me && !met.has(person.id))
  })
  const others = computed(() => query.value.trim() === ''
    ? []
    : bestMatches(strangers.value, query.value, ({ name }) => [name])
        .slice(0, MOST)
        .map((person): SwitcherOption => ({ id: person.id, name: person.name, person, choose: () => openDirect(person.id) })))

  const groups = computed(() => [
    { key: 'conversations' as const, options: conversations.value },
    { key: 'people' as const, options: others.value },
    { key: 'actions' as const, options: bestMatches(actions.value, query.value, ({ name }) => [name]) },
  ].filter(({ options }) => options.length > 0))

  return { query, groups, failure }
}
