import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createMessageCommands } from '#client/features/message-commands.ts'
import { usePendingChangesStore } from '../../../stores/pending-changes.ts'
import { maya, message, openShop, shop } from '../../helpers/bakery.ts'
import { createScene, fail, lost, refused } from '../../helpers/vue/scene.ts'

const thumb = '👍'

/** Maya's conversation with one message of hers; `answer` says what the server does with a call. */
function open(answers: Parameters<typeof createScene>[0] = {}) {
  const { store } = openShop(1)
  const mine = message(2, { authorId: maya, body: 'Wheat' })
  store.applyMessage(mine)
  const pending = usePendingChangesStore(createPinia())
  const scene = createScene(answers)
  const shown = () => pending.withPending(store.conversations[shop]?.messages.find(({ id }) => id === mine.id) ?? mine, maya)
  return { store, pending, scene, mine, shown, ...createMessageCommands({ apply: store.applyMessage, pending, request: scene.request }) }
}

/** An answer that a test gives when it wants to. */
function delayed() {
  const waiting: ((error?: Error) => void)[] = []
  const answer = <Value>(value: Value) => new Promise<Value>((resolve, reject) => {
    waiting.push(error => error ? reject(error) : resolve(value))
  })
  return { answer, next: (error?: Error) => waiting.shift()?.(error) }
}

describe('what is done with one message', () => {
  it('[R-056] an edit shows at once and stays with the answer', async () => {
    const { edit, mine, shown, pending, scene } = open({ editMessage: ({ body }) => ({ ...mine, body: body.body, version: 2, changeSeq: 3, editedAt: mine.createdAt }) })
    const done = edit(mine, 'Rye')
    expect(shown().body).toBe('Rye')
    await done
    expect([shown().body, shown().version, pending.changes]).toEqual(['Rye', 2, {}])
    expect(scene.asked).toHaveBeenCalledExactlyOnceWith('editMessage', { params: { messageId: mine.id }, body: { version: 1, body: 'Rye' } })
  })

  it('[T-27] [R-059] what is refused is taken back, and says why', async () => {
    const { edit, remove, react, mine, shown } = open({
      editMessage: () => fail(refused('edit_conflict', { current: message(2, { body: 'Spelt', version: 2 }) })),
      deleteMessage: () => fail(refused('too_late')),
      addReaction: () => fail(lost()),
    })
    await expect(edit(mine, 'Rye')).rejects.toMatchObject({ code: 'edit_conflict', details: { current: { body: 'Spelt' } } })
    await expect(remove(mine.id)).rejects.toMatchObject({ code: 'too_late' })
    await expect(react(mine.id, thumb, true)).rejects.toMatchObject({ code: 'network' })
    expect(shown()).toEqual(mine)
  })

  it('[R-060] a deletion shows at once, and can be taken back', async () => {
    const { remove, restore, mine, shown } = open({
      deleteMessage: () => ({ ...mine, body: '', deletedAt: mine.createdAt, changeSeq: 3 }),
      restoreMessage: () => ({ ...mine, changeSeq: 4 }),
    })
    const removing = remove(mine.id)
    expect(shown().deletedAt).not.toBeNull()
    await removing
    expect(shown().body).toBe('')
    await restore(mine.id)
    expect([shown().body, shown().deletedAt]).toEqual(['Wheat', null])
  })

  it('[E-08] the preview of a link goes when the server has taken it off, and stays when it refuses', async () => {
    const preview = { url: 'https://mill.example/', title: 'The mill', description: '', siteName: '' }
    let isAllowed = false
    const { store, removePreview, mine, shown } = open({
      removePreview: () => isAllowed ? { ...mine, preview: null, changeSeq: 4 } : fail(refused('forbidden')),
    })
    store.applyMessage({ ...mine, preview, changeSeq: 3 })
    await expect(removePreview(mine.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(shown().preview).toEqual(preview)
    isAllowed = true
    await removePreview(mine.id)
    expect(shown().preview).toBeNull()
  })

  it('[R-067] [T-27] after quick changes only the last one is sent, with one request at a time', async () => {
    const server = delayed()
    let changeSeq = 2
    const { react, mine, shown, scene } = open({
      addReaction: () => server.answer({ ...mine, reactions: [{ emoji: thumb, userIds: [maya] }], changeSeq: ++changeSeq }),
      removeReaction: () => server.answer({ ...mine, reactions: [], changeSeq: ++changeSeq }),
    })
    const first = react(mine.id, thumb, true)
    for (const wanted of [false, true, false]) await react(mine.id, thumb, wanted)
    expect([shown().reactions, scene.asked.mock.calls.length]).toEqual([[], 1])
    server.next()
    await Promise.resolve()
    await new Promise(setImmediate)
    server.next()
    await first
    expect(scene.asked.mock.calls.map(([operation]) => operation)).toEqual(['addReaction', 'removeReaction'])
    expect(shown().reactions).toEqual([])
  })

  it('[T-27] a toggle that fails after it was repeated leaves what the server knows', async () => {
    const server = delayed()
    const { react, mine, shown, pending } = open({ addReaction: () => server.answer(mine) })
    const first = react(mine.id, thumb, true)
    await react(mine.id, thumb, false)
    await react(mine.id, thumb, true)
    server.next(refused('too_many_requests', { retryAfter: 42 }))
    await expect(first).rejects.toMatchObject({ details: { retryAfter: 42 } })
    expect([shown().reactions, pending.changes]).toEqual([[], {}])
  })
})
