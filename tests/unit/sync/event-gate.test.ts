import { beforeEach, describe, expect, it, vi } from 'vitest'
import { GAP_WAIT_MS } from '#shared/limits.ts'
import { createEventGate } from '#client/sync/event-gate.ts'
import { head, maya, message, openShop, openStores, sam, shop, told } from '../../helpers/bakery.ts'
import { createScene } from '../../helpers/vue/scene.ts'

const seqs = (list: readonly { seq: number }[]) => list.map(({ seq }) => seq)

describe('the event gate', () => {
  let { store } = openShop(3)
  const catchUp = vi.fn(async () => undefined)
  const sync = vi.fn(async () => true)
  let scene = createScene()
  const open = () => createEventGate({ store, timers: scene.timers, catchUp, sync })

  beforeEach(() => {
    vi.clearAllMocks()
    store = openShop(3).store
    scene = createScene()
  })

  it('[D6.3] applies the next change and ignores what it knows', async () => {
    const gate = open()
    gate.receive(told(message(4)))
    gate.receive(told(message(4, { body: 'a forged repeat' })))
    gate.receive(told(message(2, { body: 'an old one' })))
    await scene.clock.pass(GAP_WAIT_MS * 2)
    expect(store.segment(shop).map(({ body }) => body)).toEqual(['number 1', 'number 2', 'number 3', 'number 4'])
    expect(catchUp).not.toHaveBeenCalled()
  })

  it('[D6.3] waits a moment for the missing one, and applies both in order when it comes', async () => {
    const gate = open()
    gate.receive(told(message(6)))
    gate.receive(told(message(5)))
    await scene.clock.pass(GAP_WAIT_MS - 1)
    expect(seqs(store.segment(shop))).toEqual([1, 2, 3])
    gate.receive(told(message(4)))
    expect(seqs(store.segment(shop))).toEqual([1, 2, 3, 4, 5, 6])
    await scene.clock.pass(GAP_WAIT_MS * 2)
    expect(catchUp).not.toHaveBeenCalled()
  })

  it('[D6.3] fetches the changes between when the missing one does not come', async () => {
    const gate = open()
    gate.receive(told(message(5)))
    gate.receive(told(message(6)))
    await scene.clock.pass(GAP_WAIT_MS)
    expect(catchUp.mock.calls).toEqual([[shop]])
    expect(store.conversations[shop]?.cursor).toBe(3)
  })

  it('applies what came while the changes were fetched', async () => {
    const gate = open()
    gate.receive(told(message(5)))
    catchUp.mockImplementationOnce(async () => {
      gate.receive(told(message(6)))
      store.applyChanges({ epoch: shop, anew: false, done: true, head: head(5), messages: [message(4), message(5)] }, 3)
    })
    await scene.clock.pass(GAP_WAIT_MS)
    expect(seqs(store.segment(shop))).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('[T-01] [D6.5] loses no message that arrives between the subscription and the snapshot', () => {
    store = openStores().store
    const gate = open()
    // The room is joined, the snapshot not yet taken: nobody knows this conversation here.
    gate.receive(told(message(4)))
    expect(sync).toHaveBeenCalled()
    store.applySync({ epoch: shop, conversations: [head(3)], changes: [], unreadChecksum: '', gone: [] })
    gate.receive(told(message(4)))
    gate.receive(told(message(3)))
    expect([store.unreadOf(shop), store.conversations[shop]?.cursor]).toEqual([4, 4])
  })

  it('[D6.9] notices by the announced heads that an event was lost', async () => {
    const gate = open()
    gate.hear([{ conversationId: shop, changeSeq: 3 }])
    await scene.clock.pass(GAP_WAIT_MS)
    expect(catchUp).not.toHaveBeenCalled()
    gate.hear([{ conversationId: shop, changeSeq: 4 }, { conversationId: 'never heard of', changeSeq: 1 }])
    await scene.clock.pass(GAP_WAIT_MS)
    expect(catchUp.mock.calls).toEqual([[shop]])
    expect(sync).toHaveBeenCalledOnce()
  })

  it('asks for the head alone when messages are not held', async () => {
    store = openStores().store
    store.applyHead(head(3))
    open().hear([{ conversationId: shop, changeSeq: 9 }])
    await scene.clock.pass(GAP_WAIT_MS)
    expect(sync).toHaveBeenCalledOnce()
    expect(catchUp).not.toHaveBeenCalled()
  })

  it('[D6.8] closes a conversation at once when the reader is removed, whatever is missing before', () => {
    const gate = open()
    gate.receive({ conversationId: shop, changeSeq: 9, change: { kind: 'participant_removed', userId: maya } })
    expect(store.conversations[shop]).toBeUndefined()
    // An old event after a return must not close it again: the server is asked.
    expect(sync).toHaveBeenCalledOnce()
    gate.receive({ conversationId: shop, changeSeq: 9, change: { kind: 'participant_removed', userId: maya } })
    expect(sync).toHaveBeenCalledOnce()
  })

  it('shows that somebody else left', () => {
    open().receive({ conversationId: shop, changeSeq: 4, change: { kind: 'participant_removed', userId: sam } })
    expect(store.conversations[shop]?.head.participants).toHaveLength(1)
  })

  it('waits for nothing any more once it was stopped', async () => {
    const gate = open()
    gate.receive(told(message(6)))
    gate.stop()
    await scene.clock.pass(GAP_WAIT_MS * 2)
    expect(catchUp).not.toHaveBeenCalled()
  })
})
