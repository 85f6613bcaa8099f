import { describe, expect, it } from 'vitest'
import { shop } from '../../helpers/bakery.ts'
import { draft, openDesk, states } from './outbox-desk.ts'
import { fail, lost, refused } from '../../helpers/vue/scene.ts'

describe('undo of sending', () => {
  const HOLD_MS = 5_000

  it('[E-09] sends nothing until its time is over, and what was written after it waits behind it', async () => {
    const desk = openDesk()
    const { outbox } = desk.openTab()
    await outbox.add(draft('one'), HOLD_MS)
    await outbox.flush()
    await desk.scene.clock.pass(HOLD_MS - 1_000)
    await outbox.add(draft('two'))
    await outbox.flush()
    expect(desk.stored).toEqual([])
    await desk.scene.clock.pass(1_000)
    await expect.poll(() => desk.stored).toEqual(['one', 'two'])
  })

  it('[E-09] what is taken back is not sent, on no tab and after no reload', async () => {
    const desk = openDesk()
    const tab = desk.openTab()
    await tab.outbox.add(draft('one'), HOLD_MS)
    expect(await tab.outbox.undo('one')).toMatchObject({ body: 'text of one' })
    expect(states(tab)).toEqual([])
    const after = desk.openTab()
    await after.outbox.restore()
    await desk.scene.clock.pass(HOLD_MS)
    await after.outbox.flush()
    expect(desk.stored).toEqual([])
  })

  it('[E-09] after the undo window a message can no longer be undone', async () => {
    const desk = openDesk()
    const { outbox } = desk.openTab()
    await outbox.add(draft('one'), HOLD_MS)
    await desk.scene.clock.pass(HOLD_MS - 100)
    expect(await outbox.undo('one')).toBeUndefined()
    await desk.scene.clock.pass(100)
    await outbox.flush()
    expect(desk.stored).toEqual(['one'])
  })

  it('[E-09] a reload keeps the undo window, and hiding the page sends the message at once', async () => {
    const desk = openDesk()
    await desk.openTab().outbox.add(draft('one'), HOLD_MS)
    const after = desk.openTab()
    await after.outbox.restore()
    await after.outbox.flush()
    expect(desk.stored).toEqual([])
    after.outbox.release()
    await expect.poll(() => desk.stored).toEqual(['one'])
  })

  it('[E-07] [E-09] what is alone in its conversation goes out by a request that outlives the page; of several the order stays', async () => {
    const desk = openDesk()
    const { outbox, outboxStore } = desk.openTab()
    desk.scene.answers.sendMessage = () => fail(lost())
    await outbox.add(draft('one'), HOLD_MS)
    outbox.leave()
    const lasting = () => desk.scene.asked.mock.calls.filter(([, input]) => (input as { keepalive?: boolean }).keepalive)
    expect(lasting()).toEqual([['sendMessage', { params: { conversationId: shop }, body: { id: 'one', body: 'text of one' }, keepalive: true }]])
    await outbox.add(draft('two'), HOLD_MS)
    outbox.leave()
    expect([lasting().length, outboxStore.entries.map(({ id }) => id)]).toEqual([1, ['one', 'two']])
  })

  it('[E-07] nothing goes out by it without a connection, nor what has failed', async () => {
    const desk = openDesk({ online: false })
    const { outbox } = desk.openTab()
    await outbox.add(draft('one'))
    outbox.leave()
    desk.goOnline()
    desk.scene.answers.sendMessage = () => fail(refused('forbidden'))
    await outbox.flush()
    desk.scene.asked.mockClear()
    outbox.leave()
    expect(desk.scene.asked).not.toHaveBeenCalled()
  })
})
