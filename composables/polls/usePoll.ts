import { can } from '#shared/permissions.ts'
import { isClosed, isNamed } from '#shared/polls.ts'
import type { Poll } from '#shared/types.ts'
import { createVoting } from '#client/features/voting.ts'

/** Milliseconds until a poll closes within which its end is waited for; later ones are seen by the minute's clock. */
const WAIT_MAX_MS = 3_600_000

interface PollOptions {
  messageId: () => string
  poll: () => Poll
  /** True while the server does not have it. */
  isPending: () => boolean
}

/** One poll on the screen: as it stands with the reader's choice, and what they may do with it. */
export function usePoll({ messageId, poll, isPending }: PollOptions) {
  const store = useMessagingStore()
  const votes = useVotesStore()
  const { request } = useApi()
  const { find } = useMessageLookup()
  const { failure, attempt } = useAttempt()
  const clock = useClock()
  const voting = createVoting({ take: useTakenMessage(), votes, request })
  votes.beginSession(store.me)

  const chosen = computed(() => votes.chosen(messageId(), poll()))
  /** A vote is set as a whole: whoever does not know their own would lose a part of it. */
  const known = computed(() => isNamed(poll()) || votes.own[messageId()] !== undefined)
  const shown = computed(() => votes.granted(messageId(), poll()))
  /** The server's refusal counts more than the clock of this device. */
  const refused = computed(() => failure.value?.code === 'poll_closed')
  const closed = computed(() => isClosed(poll(), clock.value) || refused.value)

  const mayClose = computed(() => {
    const message = find(messageId())
    const head = message && store.conversations[message.conversationId]?.head
    return !!head && can({ participantRole: head.mine.role, conversationType: head.type, isAuthor: message.authorId === store.me }, 'poll:close')
  })

  /** Chooses an option, or no longer; where one answer is asked for it replaces the other. */
  function choose(position: number, wanted: boolean): void {
    const others = poll().multiple ? chosen.value.filter(one => one !== position) : []
    void attempt(() => voting.vote(messageId(), wanted ? [...others, position].sort() : others))
  }

  const { attempt: tryTo } = useAttempt()

  /** What is not learnt now, such as without a connection, is when the reader comes back. */
  function learn(): void {
    if (!isNamed(poll()) && !isPending() && votes.wanted[messageId()] === undefined) void tryTo(() => voting.learn(messageId()))
  }

  // The reader may have voted on another device.
  useEventListener('focus', learn)
  watch([isPending, () => isNamed(poll())], learn)
  onMounted(() => {
    learn()
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
