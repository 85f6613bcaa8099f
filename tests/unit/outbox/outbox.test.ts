import { describe, expect, it } from 'vitest'
import { maya, message, sam, shop, told } from '../../helpers/bakery.ts'
import { acknowledge, draft, openDesk, states } from './outbox-desk.ts'
import { fail, lost, refused } from '../../helpers/vue/scene.ts'

describe('the outbox', () => {
  it('[D6.2] [E-07] shows a message as waiting, then sending, then in the conversation', async () => {
    const desk = openDesk()
    const tab = desk.openTab()
    const seen: unknown[] = []
    desk.scene.answers.sendMessage = ({ body }) => {
      seen.push(...states(tab))
      return acknowledge(desk.stored, String(body.id))
    }
    await tab.outbox.add(draft('one'))
    expect(states(tab)).toEqual([['one', 'waiting']])
    await tab.outbox.flush()
    expect(seen).toEqual([['one', 'sending']])
    expect(tab.outboxStore.entries).toEqual([])
    expect(tab.store.segment(shop).map(({ id }) => id)).toEqual(['one'])
    expect(await desk.browser.storage.listOf(maya)).toEqual([])
  })

  it('[D6.2] does not show a message as unsent again when its event arrived and the response was lost', async () => {
    const desk = openDesk()
    const tab = desk.openTab()
    desk.scene.answers.sendMessage = ({ body }) => {
      tab.store.applyFact(told(acknowledge(desk.stored, String(body.id))))
      return fail(lost())
    }
    await tab.outbox.add(draft('one'))
    await tab.outbox.flush()
    expect([states(tab), tab.store.segment(shop).map(({ id }) => id)]).toEqual([[], ['one']])
  })

  it('[R-072] [E-03] keeps what a message refers to, also through a reload and a retry, and posts it', async () => {
    const desk = openDesk({ online: false })
    const before = desk.openTab()
    const references = { parentId: 'reply', rootId: 'root', alsoInConversation: true, quotedId: 'quoted', forwardedFromId: 'source' }
    await before.outbox.add({ ...draft('one'), ...references })
    await before.outbox.add({ ...draft('two'), parentId: 'root', rootId: 'root' })
    const after = desk.openTab()
    await after.outbox.restore()
    expect(after.outboxStore.entries[0]).toMatchObject(references)
    expect(after.outboxStore.listedIn(shop).map(({ id }) => id)).toEqual(['one'])
    desk.goOnline()
    await after.outbox.retry('one')
    const { rootId, ...posted } = references
    expect(desk.scene.asked).toHaveBeenCalledWith('sendMessage', { params: { conversationId: shop }, body: { id: 'one', body: 'text of one', ...posted } })
    expect(desk.scene.asked).toHaveBeenCalledWith('sendMessage', { params: { conversationId: shop }, body: { id: 'two', body: 'text of two', parentId: rootId } })
  })

  it('[E-07] sends what was kept before messages could refer to others', async () => {
    const desk = openDesk()
    await desk.browser.storage.add({ ...draft('old'), createdAt: message(1).createdAt, state: 'waiting', userId: maya })
    const tab = desk.openTab()
    await tab.outbox.restore()
    await tab.outbox.flush()
    expect(desk.scene.asked).toHaveBeenCalledWith('sendMessage', { params: { conversationId: shop }, body: { id: 'old', body: 'text of old' } })
  })

  it('[R-055] [D6.2] keeps messages over an outage and a reload, and sends them in order, once', async () => {
    const desk = openDesk({ online: false })
    const before = desk.openTab()
    for (const id of ['one', 'two', 'three']) await before.outbox.add(draft(id))
    await before.outbox.flush()
    expect(desk.stored).toEqual([])

    const after = desk.openTab()
    await after.outbox.restore()
    expect(states(after)).toEqual([['one', 'waiting'], ['two', 'waiting'], ['three', 'waiting']])
    desk.goOnline()
    await after.outbox.flush()
    expect(desk.stored).toEqual(['one', 'two', 'three'])
    expect(after.outboxStore.entries).toEqual([])
  })

  it('[T-04] [D6.2] repeats a message whose answer was lost, with the same id, and it is there once', async () => {
    const desk = openDesk()
    const tab = desk.openTab()
    let isLost = true
    desk.scene.answers.sendMessage = ({ body }) => {
      const answer = acknowledge(desk.stored, String(body.id))
      if (isLost) fail(lost())
      return answer
    }
    await tab.outbox.add(draft('one'))
    await tab.outbox.add(draft('two'))
    await tab.outbox.flush()
    expect(states(tab)).toEqual([['one', 'waiting'], ['two', 'waiting']])
    isLost = false
    await desk.scene.clock.pass(2_000)
    expect(desk.stored).toEqual(['one', 'two'])
    expect(tab.store.segment(shop).map(({ id }) => id)).toEqual(['one', 'two'])
  })

  it('[R-086] waits as long as the server asks it to', async () => {
    const desk = openDesk()
    const tab = desk.openTab()
    desk.scene.answers.sendMessage = () => fail(refused('too_many_requests', { retryAfter: 20 }))
    await tab.outbox.add(draft('one'))
    await tab.outbox.flush()
    await desk.scene.clock.pass(19_000)
    expect(desk.scene.timesAsked('sendMessage')).toBe(1)
    await desk.scene.clock.pass(1_000)
    expect(desk.scene.timesAsked('sendMessage')).toBe(2)
  })

  it('[T-27] [E-07] keeps a refused message as failed, lets the next one pass, and offers to retry or discard it', async () => {
    const desk = openDesk()
    const tab = desk.openTab()
    desk.scene.answers.sendMessage = ({ body }) => body.id === 'fine' ? acknowledge(desk.stored, 'fine') : fail(refused('conversation_archived'))
    for (const id of ['refused', 'unwanted', 'fine']) await tab.outbox.add(draft(id))
    await tab.outbox.flush()
    expect(tab.outboxStore.entries).toMatchObject([{ id: 'refused', state: 'failed', error: 'conversation_archived' }, { id: 'unwanted', state: 'failed' }])
    expect(desk.stored).toEqual(['fine'])

    const reloaded = desk.openTab()
    await reloaded.outbox.restore()
    expect(states(reloaded)).toEqual([['refused', 'failed'], ['unwanted', 'failed']])
    desk.scene.answers.sendMessage = ({ body }) => acknowledge(desk.stored, String(body.id))
    await reloaded.outbox.retry('refused')
    await reloaded.outbox.retry('never heard of')
    await reloaded.outbox.discard('unwanted')
    expect(desk.stored).toEqual(['fine', 'refused'])
    expect([reloaded.outboxStore.entries, await desk.browser.storage.listOf(maya)]).toEqual([[], []])
  })

  it('calls a message failed that breaks the server every time, so that the rest can go', async () => {
    const desk = openDesk()
    const tab = desk.openTab()
    desk.scene.answers.sendMessage = ({ body }) => body.id === 'poison' ? fail(refused('internal')) : acknowledge(desk.stored, String(body.id))
    await tab.outbox.add(draft('poison'))
    await tab.outbox.add(draft('fine'))
    await tab.outbox.flush()
    await desk.scene.clock.pass(120_000)
    expect(tab.outboxStore.entries).toMatchObject([{ id: 'poison', state: 'failed', error: 'internal' }])
    expect(desk.stored).toEqual(['fine'])
  })

  it('[R-055] is flushed by one tab at a time, in order, whichever tab a message came from', async () => {
    const desk = openDesk()
    const [left, right] = [desk.openTab(), desk.openTab()]
    let underWay = 0
    desk.scene.answers.sendMessage = async ({ body }) => {
      expect(underWay += 1).toBe(1)
      await new Promise<void>(resolve => desk.scene.clock.set(resolve, 50))
      underWay -= 1
      return acknowledge(desk.stored, String(body.id))
    }
    for (const [index, tab] of [left, right, left, right].entries()) await tab.outbox.add(draft(`number ${index}`))
    void left.outbox.flush()
    void right.outbox.flush()
    await desk.scene.clock.pass(1_000)
    expect(desk.stored).toEqual(['number 0', 'number 1', 'number 2', 'number 3'])
    // The other tab's messages were sent here, so it no longer shows them as waiting.
    expect([left.outboxStore.entries, right.outboxStore.entries]).toEqual([[], []])
  })

  it('[S-25] shows and sends nothing of another person, and leaves nothing behind when cleared', async () => {
    const desk = openDesk({ online: false })
    const tab = desk.openTab()
    await tab.outbox.add(draft('of Maya'))
    tab.store.beginSession(sam)
    desk.goOnline()
    await tab.outbox.restore()
    await tab.outbox.flush()
    expect([tab.outboxStore.entries, desk.stored]).toEqual([[], []])
    tab.store.beginSession(maya)
    await tab.outbox.restore()
    expect(tab.outboxStore.entries).toHaveLength(1)
    await tab.outbox.clear()
    expect([tab.outboxStore.entries, await desk.browser.storage.listOf(maya)]).toEqual([[], []])
  })

  it('[S-25] reports nothing to a user who signed in during the request', async () => {
    for (const outcome of [() => message(1, { id: 'of Maya', authorId: maya }), () => fail(lost()), () => fail(refused('forbidden'))]) {
      const desk = openDesk()
      const tab = desk.openTab()
      desk.scene.answers.sendMessage = () => {
        tab.store.beginSession(sam)
        return outcome()
      }
      await tab.outbox.add(draft('of Maya'))
      await tab.outbox.flush()
      expect([tab.outboxStore.entries, tab.store.conversations]).toEqual([[], {}])
    }
  })
})
