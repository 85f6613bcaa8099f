import { can } from '#shared/permissions.ts'
import { isClosed, isNamed } from '#shared/polls.ts'
import type { Poll } from '#shared/types.ts'
import { createVoting } from '#client/features/voting.ts'

/** Polls that close within this many milliseconds get a timer of their own; the minute's clock notices later ones. */
const WAIT_MAX_MS = 3_600_000

interface PollOptions {
  messageId: () => string
  poll: () => Poll
  /** True while the poll is not yet on the server. */
  isPending: () => boolean
}

/** One displayed poll: its state with the reader's vote, and the reader's actions. */
export function usePoll({ messageId, poll, isPending }: PollOptions) {
  const store = useConversationsStore()
  const votes = useVotesStore()
  const { request } = useApi()
  const { find } = useMessageLookup()
  const { failure, attempt } = useAttempt()
  const clock = useClock()
  const voting = createVoting({ apply: useApplyMessage(), votes, request })
  votes.beginSession(store.me)

  const chosen = computed(() => votes.chosen(messageId(), poll()))
  /** A vote replaces the earlier one as a whole, so the own vote must be known before it changes. */
  const known = computed(() => isNamed(poll()) || votes.own[messageId()] !== undefined)
  const shown = computed(() => votes.withPending(messageId(), poll()))
  /** The server's refusal overrides this device's clock. */
  const refused = computed(() => failure.value?.code === 'poll_closed')
  const closed = computed(() => isClosed(poll(), clock.value) || refused.value)

  const mayClose = computed(() => {
    const message = find(messageId())
    const head = message && store.conversations[message.conversationId]?.head
    return !!head && can({ participantRole: head.mine.role, conversationType: head.type, isAuthor: message.authorId === store.me }, 'poll:close')
  })

  /** Adds or removes an option. In a poll with one answer it replaces the other. */
  function choose(position: number, wanted: boolean): void {
    const others = poll().multiple ? chosen.value.filter(one => one !== position) : []
    void attempt(() => voting.vote(messageId(), wanted ? [...others, position].sort() : others))
  }

  const { attempt: tryTo } = useAttempt()

  /** Loads the own vote of an anonymous poll. If it fails, it is repeated when the window gets the focus. */
  function loadOwnVote(): void {
    if (!isNamed(poll()) && !isPending() && votes.wanted[messageId()] === undefined) void tryTo(() => voting.loadOwn(messageId()))
  }

  // The reader may have voted on another device.
  useEventListener('focus', loadOwnVote)
  watch([isPending, () => isNamed(poll())], loadOwnVote)
  onMounted(() => {
    loadOwnVote()
    const { closesAt } = poll()
    const left = closesAt === null ? Number.POSITIVE_INFINITY : Date.parse(closesAt) - Date.now()
    if (left > 0 && left < WAIT_MAX_MS) useTimeoutFn(() => clock.value = Date.now(), left)
  })

  return {
    shown,
    named: computed(() => isNamed(poll())),
    chosen,
    closed,
    known,
    mayClose,
    failure,
    choose,
    takeBack: () => void attempt(() => voting.vote(messageId(), [])),
    close: () => attempt(() => voting.close(messageId())),
  }
}
