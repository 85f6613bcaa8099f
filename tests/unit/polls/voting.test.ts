import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createVoting } from '#client/features/voting.ts'
import { useVotesStore } from '../../../stores/votes.ts'
import { newPollState } from '#shared/polls.ts'
import type { Message, Poll } from '#shared/types.ts'
import { maya, message, openShop, sam, shop } from '../../helpers/bakery.ts'
import { createScene, fail, refused } from '../../helpers/vue/scene.ts'

const id = message(2).id
const initialPoll: Poll = { ...newPollState({ multiple: false, anonymous: false, closesAt: null, options: ['Green', 'Blue'] }), voters: 1 }
initialPoll.options = [{ text: 'Green', votes: 1, userIds: [sam] }, { text: 'Blue', votes: 0, userIds: [] }]

/** The server's response to Maya's vote. */
function responseTo(options: readonly number[], changeSeq: number, poll = initialPoll): Message {
  const given = poll.options.map((option, position) => options.includes(position)
    ? { ...option, votes: option.votes + 1, userIds: poll.anonymous ? [] : [...option.userIds, maya] }
    : option)
  return message(2, { changeSeq, poll: { ...poll, options: given, voters: poll.voters + Math.min(1, options.length) } })
}

/** Maya with Sam's poll. `answers` are the server's responses. */
function open(answers: Parameters<typeof createScene>[0] = {}, poll = initialPoll) {
  const { store } = openShop(1)
  store.applyMessage(message(2, { poll }))
  const votes = useVotesStore(createPinia())
  votes.beginSession(maya)
  const scene = createScene(answers)
  const currentPoll = () => store.conversations[shop]?.messages.find(one => one.id === id)?.poll ?? poll
  const shown = () => votes.withPending(id, currentPoll()).options.map(({ votes: count }) => count)
  const chosen = () => votes.chosen(id, currentPoll())
  return { votes, scene, currentPoll, shown, chosen, ...createVoting({ apply: store.applyMessage, votes, request: scene.request }) }
}

describe('voting', () => {
  it('[E-11] shows at once, and stays after the response', async () => {
    const { vote, shown, chosen, currentPoll, scene, votes } = open({ vote: ({ body }) => responseTo(body.options as number[], 3) })
    const voting = vote(id, [1])
    expect([shown(), chosen(), votes.withPending(id, currentPoll()).voters]).toEqual([[1, 1], [1], 2])
    await voting
    expect([shown(), chosen(), votes.wanted]).toEqual([[1, 1], [1], {}])
    expect(scene.asked).toHaveBeenCalledExactlyOnceWith('vote', { params: { messageId: id }, body: { options: [1] } })
  })

  it('[E-11] [T-27] a refused vote is undone and keeps the votes of others', async () => {
    const { vote, shown, chosen } = open({ vote: () => fail(refused('poll_closed')) })
    await expect(vote(id, [1])).rejects.toMatchObject({ code: 'poll_closed' })
    expect([shown(), chosen()]).toEqual([[1, 0], []])
  })

  it('[E-11] of quick changes only the last vote is sent, one request at a time', async () => {
    const waiting: (() => void)[] = []
    let changeSeq = 2
    const { vote, chosen, scene } = open({
      vote: ({ body }) => new Promise<Message>(resolve => waiting.push(() => resolve(responseTo(body.options as number[], ++changeSeq)))),
    })
    const first = vote(id, [0])
    for (const options of [[1], [0], [1]]) await vote(id, options)
    expect([chosen(), scene.timesAsked('vote')]).toEqual([[1], 1])
    waiting.shift()?.()
    await new Promise(setImmediate)
    waiting.shift()?.()
    await first
    expect(scene.asked.mock.calls.map(([, input]) => (input as { body: { options: number[] } }).body.options)).toEqual([[0], [1]])
    expect(chosen()).toEqual([1])
  })

  it('[E-11] in an anonymous poll the own mark shows at once, and the counts come from the server', async () => {
    const anonymous = { ...initialPoll, anonymous: true, options: initialPoll.options.map(option => ({ ...option, userIds: [] })) }
    const { vote, loadOwn, shown, chosen } = open({
      readVote: () => ({ options: [0] }),
      vote: ({ body }) => responseTo(body.options as number[], 3, anonymous),
    }, anonymous)
    await loadOwn(id)
    expect(chosen()).toEqual([0])
    const voting = vote(id, [1])
    expect([shown(), chosen()]).toEqual([[1, 0], [1]])
    await voting
    expect([shown(), chosen()]).toEqual([[1, 1], [1]])
  })

  it('[E-11] [S-25] the next user of this browser does not see it', async () => {
    const { votes, loadOwn } = open({ readVote: () => ({ options: [0] }) })
    await loadOwn(id)
    votes.beginSession(sam)
    expect(votes.own).toEqual({})
  })
})
