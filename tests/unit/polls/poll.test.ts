import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { readFailure } from '#client/api/failure.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { usePoll } from '../../../composables/polls/usePoll.ts'
import type { Poll } from '../../../shared/types.ts'
import { useVotesStore } from '../../../stores/votes.ts'
import { head, maya, message, openShop, sam } from '../../helpers/bakery.ts'
import { lost, refused } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

const noon = Date.parse('2026-11-20T12:00:00.000Z')

function pollOf(change: Partial<Poll> = {}): Poll {
  const option = (text: string, userIds: string[]) => ({ text, userIds, votes: userIds.length })
  return { multiple: false, anonymous: false, closesAt: null, closedAt: null, voters: 1, options: [option('Rye', [sam]), option('Spelt', []), option('Wheat', [])], ...change }
}

/** A poll that Maya sees, in a message by Sam unless specified. */
function openPoll(change: Partial<Poll> = {}, { authorId = sam, pending = false, role = 'member' as const } = {}) {
  const { store } = openShop(3)
  store.applyHead({ ...head(3), mine: { ...head(3).mine, role } })
  const pollMessage = message(2, { authorId, poll: pollOf(change) })
  const poll = ref(pollOf(change))
  const votes = useVotesStore(createPinia())
  const server = answeredByHand()
  const clock = ref(noon)
  const isPending = ref(pending)
  const focus: (() => void)[] = []
  const globals = {
    useAttempt, readFailure,
    useConversationsStore: () => store, useVotesStore: () => votes, useApi: () => ({ request: server.request }),
    useMessageLookup: () => ({ find: (id: string) => id === pollMessage.id ? pollMessage : undefined }),
    useClock: () => clock, useApplyMessage: () => vi.fn(),
    useEventListener: (_name: string, listener: () => void) => void focus.push(listener),
    // eslint-disable-next-line no-restricted-syntax -- stands for VueUse's timer, on a clock that the test moves
    useTimeoutFn: (run: () => void, milliseconds: number) => void setTimeout(run, milliseconds),
  }
  const { result } = mounted(globals, () => usePoll({ messageId: () => pollMessage.id, poll: () => poll.value, isPending: () => isPending.value }))
  return { ...result, ...server, votes, clock, isPending, answered: (now: Partial<Poll>) => poll.value = pollOf({ ...change, ...now }), comeBack: () => focus.forEach(listener => listener()) }
}

describe('a displayed poll', () => {
  beforeEach(() => vi.useFakeTimers({ now: noon, toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const settle = () => new Promise(setImmediate)

  it('[T-27] a vote shows at once, replaces the other one, and is undone when it is refused', async () => {
    const { choose, shown, chosen, calls, failure } = openPoll()
    choose(1, true)
    expect([chosen.value, shown.value.options.map(({ votes }) => votes)]).toEqual([[1], [1, 1, 0]])
    choose(2, true)
    expect([chosen.value, shown.value.voters]).toEqual([[2], 2])
    calls[0]?.fail(lost())
    await settle()
    expect([chosen.value, shown.value.voters, failure.value?.code]).toEqual([[], 1, 'network'])
  })

  it('with multiple answers each option is chosen separately, and the vote can be retracted', () => {
    const { choose, chosen, takeBack, shown } = openPoll({ multiple: true })
    choose(2, true)
    choose(0, true)
    expect(chosen.value).toEqual([0, 2])
    choose(2, false)
    expect(chosen.value).toEqual([0])
    takeBack()
    expect([chosen.value, shown.value.options[0]?.userIds]).toEqual([[], [sam]])
  })

  it('the server\'s refusal overrides the clock of this device', async () => {
    const { choose, closed, calls } = openPoll({ closesAt: new Date(noon + 3_000_000).toISOString() })
    expect(closed.value).toBe(false)
    choose(1, true)
    calls[0]?.fail(refused('poll_closed'))
    await settle()
    expect(closed.value).toBe(true)
  })

  it('closes on time while it is displayed', async () => {
    const { closed } = openPoll({ closesAt: new Date(noon + 90_000).toISOString() })
    await vi.advanceTimersByTimeAsync(89_999)
    expect(closed.value).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(closed.value).toBe(true)
  })

  it('the own vote in an anonymous poll is loaded, again after a vote on another device, and never replaces a newer one', async () => {
    const { known, chosen, calls, comeBack, choose } = openPoll({ anonymous: true })
    expect([known.value, calls.map(({ operation }) => operation)]).toEqual([false, ['readVote']])
    calls[0]?.succeed({ options: [1] })
    await settle()
    expect([known.value, chosen.value]).toEqual([true, [1]])
    comeBack()
    choose(2, true)
    calls[1]?.succeed({ options: [0] })
    await settle()
    expect(chosen.value).toEqual([2])
    comeBack()
    expect(calls.map(({ operation }) => operation)).toEqual(['readVote', 'readVote', 'vote'])
  })

  it('[E-11] the own vote is also loaded when a poll has too many voters to show names', async () => {
    const { named, known, chosen, calls, answered, choose, shown } = openPoll({ voters: 100 })
    expect([named.value, calls]).toEqual([true, []])
    answered({ voters: 101, options: pollOf().options.map(option => ({ ...option, userIds: [] })) })
    await nextTick()
    expect([named.value, known.value, calls.map(({ operation }) => operation)]).toEqual([false, false, ['readVote']])
    calls[0]?.succeed({ options: [1] })
    await settle()
    expect([known.value, chosen.value]).toEqual([true, [1]])
    choose(2, true)
    expect([chosen.value, shown.value.voters]).toEqual([[2], 101])
  })

  it('no own vote is loaded for a pending poll or a poll that shows names', async () => {
    const { calls, isPending } = openPoll({ anonymous: true }, { pending: true })
    expect(calls).toEqual([])
    isPending.value = false
    await nextTick()
    expect(calls).toHaveLength(1)
    expect(openPoll().calls).toEqual([])
  })

  it('is closed by its author after the server has confirmed', async () => {
    expect(openPoll().mayClose.value).toBe(false)
    const { mayClose, close, closed, calls } = openPoll({}, { authorId: maya })
    expect(mayClose.value).toBe(true)
    const closing = close()
    calls[0]?.fail(lost())
    expect([await closing, closed.value]).toEqual([false, false])
  })
})
