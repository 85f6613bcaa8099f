import type { Conversation, Preferences } from '#shared/types.ts'

/** What all messages of one timeline have in common. Its fields are reactive. */
export interface TimelineContext {
  readonly place: 'conversation' | 'thread'
  /** Id of the signed-in user. */
  readonly me: string
  readonly look: Preferences['messageStyle']
  readonly density: Preferences['density']
  /** True when messages of others show the name and picture of their author. */
  readonly named: boolean
  /** True while the conversation is archived: nothing can be written. */
  readonly archived: boolean
  /** Id of the message that is highlighted because the user came for it. */
  readonly marked: string | undefined
  /** Number of participants without the user. */
  readonly audience: number
  nameOf: (userId: string) => string
  /** Names of the participants who have read as far as this seq, without the user. */
  readersOf: (seq: number | undefined) => string[]
}

interface TimelineContextOptions {
  place: TimelineContext['place']
  head: Readonly<Ref<Conversation | undefined>>
  marked: Readonly<Ref<string | undefined>>
}

const KEY: InjectionKey<TimelineContext> = Symbol('timeline')

export function provideTimelineContext({ place, head, marked }: TimelineContextOptions): TimelineContext {
  const { me } = storeToRefs(useConversationsStore())
  const { account } = useAccount()
  const { personName } = useConversationNames()
  const { t } = useI18n()

  const names = computed(() => new Map(head.value?.participants.map(({ user }) => [user.id, personName(user)])))
  const others = computed(() => head.value?.participants.filter(({ user }) => user.id !== me.value) ?? [])
  const preferences = computed(() => account.value?.preferences)

  function readersOf(seq: number | undefined): string[] {
    // Replies have read markers of their own. A user who shares no read receipts sees none.
    if (seq === undefined || place === 'thread' || preferences.value?.readReceipts === false) return []
    return others.value.filter(({ lastReadSeq }) => lastReadSeq >= seq).map(({ user }) => personName(user))
  }

  const context: TimelineContext = reactive({
    place,
    me,
    look: computed(() => preferences.value?.messageStyle ?? 'bubbles'),
    density: computed(() => preferences.value?.density ?? 'comfortable'),
    named: computed(() => place === 'thread' || head.value?.type === 'group'),
    archived: computed(() => head.value?.status === 'archived'),
    marked,
    audience: computed(() => others.value.length),
    nameOf: (userId: string) => names.value.get(userId) ?? t('messaging.person.former'),
    readersOf,
  })
  provide(KEY, context)
  return context
}

/** The context of the timeline around this component. Throws outside of one. */
export function useTimelineContext(): TimelineContext {
  const context = inject(KEY)
  if (!context) throw new Error('No timeline context: call `provideTimelineContext` in a parent')
  return context
}
