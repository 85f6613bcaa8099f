import { createPinia } from 'pinia'
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { messagePath } from '../../../composables/message/messagePath.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useMessageLookup, useReferredMessage } from '../../../composables/message/useMessageLookup.ts'
import { useOpenThread } from '../../../composables/threads/useOpenThread.ts'
import { useReferredStore } from '../../../stores/referred.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { maya, message, openShop, shop } from '../../helpers/bakery.ts'
import { fail, lost, refused } from '../../helpers/vue/scene.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const settle = () => new Promise(setImmediate)

/** Maya with the shop open; what the server says is given by operation. */
function openMessenger(answers: Record<string, () => unknown> = {}) {
  const { store } = openShop(3)
  const pinia = createPinia()
  const [threads, referred] = [useThreadsStore(pinia), useReferredStore(pinia)]
  threads.beginSession(maya)
  const asked = vi.fn<(operation: string) => void>()
  const request = async (operation: string) => {
    asked(operation)
    return (answers[operation] ?? (() => fail(lost())))()
  }
  const globals = {
    useAttempt, readFailure, messagePath, useMessageLookup,
    useConversationsStore: () => store, useThreadsStore: () => threads, useReferredStore: () => referred, useApi: () => ({ request }),
    useConversationNames: () => ({ nameIn: () => 'Sam Berger' }), useMentionNames: () => () => () => 'Sam',
    useAsyncData: (_key: string, load: () => Promise<unknown>) => ({ data: { value: undefined }, refresh: vi.fn(), load }),
    useAfterOutage: vi.fn(),
  }
  return { threads, referred, store, asked, use: <Result>(composable: () => Result) => mounted(globals, composable).result }
}

describe('a message that another one refers to', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[E-03] is taken from where it is held, and asked for once where it is not', async () => {
    const far = message(90)
    const { use, asked, threads } = openMessenger({ readMessage: () => far })
    const { find, fetchOnce } = use(() => useMessageLookup())
    const [root, reply] = [message(40), message(41, { rootId: message(40).id })]
    threads.applyKnown(root, [reply])
    for (const held of [message(2), root, reply]) expect((await fetchOnce(held.id))?.id).toBe(held.id)
    expect([asked.mock.calls, find(far.id)]).toEqual([[], undefined])
    await fetchOnce(far.id)
    await fetchOnce(far.id)
    expect([asked.mock.calls.length, find(far.id)]).toEqual([1, far])
  })

  it('one that is not there for this reader is remembered as such; one that nobody could tell is asked for again', async () => {
    const answers = { readMessage: () => fail(refused('not_found')) }
    const { use, asked } = openMessenger(answers)
    const { fetchOnce, find } = use(() => useMessageLookup())
    expect([await fetchOnce('gone'), await fetchOnce('gone'), find('gone')]).toEqual([null, null, null])
    answers.readMessage = () => fail(lost())
    for (const _ of [1, 2]) await expect(fetchOnce('unknown')).rejects.toMatchObject({ code: 'network' })
    expect([find('unknown'), asked.mock.calls.length]).toEqual([undefined, 3])
  })

  it('[R-060] shows author and words while it stands, and no word once it is deleted', async () => {
    const far = message(90, { body: 'Rye, **not** wheat' })
    const { use, referred } = openMessenger({ readMessage: () => far })
    const { message: shown, author, words } = use(() => useReferredMessage(() => far.id))
    expect([shown.value, author.value, words.value]).toEqual([undefined, '', ''])
    await settle()
    expect([author.value, words.value]).toEqual(['Sam Berger', 'Rye, not wheat'])
    referred.applyMessages([{ ...far, changeSeq: 91, deletedAt: far.createdAt }])
    expect([author.value, words.value]).toEqual(['Sam Berger', ''])
  })

  it('of a conversation that is not here has words and no author', async () => {
    const far = message(90, { conversationId: 'elsewhere', body: 'Hello' })
    const { use } = openMessenger({ readMessage: () => far })
    const { author, words } = use(() => useReferredMessage(() => far.id))
    await settle()
    expect([author.value, words.value]).toEqual(['', 'Hello'])
  })
})

describe('opening a thread', () => {
  let threadId = ''
  beforeEach(() => {
    threadId = message(2).id
  })
  afterEach(() => vi.unstubAllGlobals())
  const open = (messenger: ReturnType<typeof openMessenger>, id = threadId) =>
    (messenger.use(() => useOpenThread(shop, id)) as unknown as { load: () => Promise<unknown> }).load()

  it('[R-073] shows what the conversation holds while the page is on its way, and tells where the reader was', async () => {
    const root = message(2, { thread: { replyCount: 3, lastReplySeq: 9, lastReplyAt: message(9).createdAt, participantIds: [maya] } })
    const replies = [7, 8, 9].map(seq => message(seq, { rootId: root.id }))
    const mine = { following: true, lastReadSeq: 7, unread: { seq: 9, count: 2 } }
    const messenger = openMessenger({ readThread: () => ({ root, replies, mine }) })
    const opening = open(messenger)
    expect(messenger.threads.threads[threadId]?.root.id).toBe(root.id)
    expect(await opening).toEqual({ unreadAfter: 7 })
    messenger.threads.moveMarker(threadId, 9)
    const read = openMessenger({ readThread: () => ({ root, replies, mine: { ...mine, lastReadSeq: 9, unread: { seq: 9, count: 0 } } }) })
    expect(await open(read)).toEqual({ unreadAfter: null })
  })

  it('shows nothing before the page has loaded, and no unread marker in a thread that is not followed', async () => {
    const root = message(2, { thread: { replyCount: 1, lastReplySeq: 7, lastReplyAt: message(7).createdAt, participantIds: [maya] } })
    const messenger = openMessenger({ readThread: () => ({ root, replies: [message(7, { rootId: root.id })], mine: { following: false, lastReadSeq: 0, unread: { seq: 7, count: 1 } } }) })
    const { load } = messenger.use(() => useOpenThread('elsewhere', threadId)) as unknown as { load: () => Promise<unknown> }
    const opening = load()
    expect(messenger.threads.threads[threadId]).toBeUndefined()
    expect(await opening).toEqual({ unreadAfter: null })
  })

  it('[R-073] a link to a reply leads to the thread that it stands in', async () => {
    const reply = message(41, { rootId: threadId, alsoInConversation: true })
    const messenger = openMessenger({ readThread: () => fail(refused('not_found')), readMessage: () => reply })
    expect(await open(messenger, reply.id)).toEqual({ unreadAfter: null, elsewhere: `/c/${shop}/t/${threadId}?message=${reply.id}` })
  })

  it('what is not there, or cannot be reached, is said with its code', async () => {
    const gone = openMessenger({ readThread: () => fail(refused('not_found')), readMessage: () => fail(refused('not_found')) })
    expect(await open(gone, 'gone')).toMatchObject({ failure: { code: 'not_found' } })
    const between = openMessenger({ readThread: () => fail(refused('not_found')) })
    expect(await open(between, 'gone')).toMatchObject({ failure: { code: 'not_found' } })
    const offline = openMessenger()
    expect(await open(offline)).toMatchObject({ failure: { code: 'network' } })
    expect(offline.asked.mock.calls).toEqual([['readThread']])
  })
})
