import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultSettings } from '#shared/conversation-settings.ts'
import { readFailure } from '#client/api/failure.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useForward } from '../../../composables/message/useForward.ts'
import type { Message } from '../../../shared/types.ts'
import { head, message, openStores, participant, sam, shop } from '../../helpers/bakery.ts'
import { lost } from '../../helpers/vue/scene.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const original = message(1, { body: 'The oven is free on Sunday' })

/** Maya, who forwards a message; `fetchOnce` is what becomes of it when it is looked up. */
function openForward(fetchOnce: () => Promise<Message | null>) {
  const { store } = openStores()
  store.applyHead(head(1))
  store.applyHead(head(1, { id: 'photos', title: 'Photos', participants: [participant('lena', 'Lena Costa', 0)] }))
  store.applyHead(head(1, { id: 'news', title: 'News', settings: { ...defaultSettings, whoPosts: 'admins' }, mine: { ...head(1).mine, role: 'member' } }))
  store.applyHead(head(1, { id: 'old', title: 'Old shop', status: 'archived' }))
  const outbox = { add: vi.fn(async () => undefined), flush: vi.fn(async () => undefined) }
  const globals = {
    useAttempt, readFailure,
    useConversationsStore: () => store,
    useClient: () => () => ({ messaging: { outbox } }),
    useConversationNames: () => ({ nameOf: ({ title }: { title: string }) => title }),
    useMessageLookup: () => ({ fetchOnce }),
  }
  return { ...mounted(globals, () => useForward(original.id)).result, outbox }
}

describe('forwarding', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[E-03] sends a copy to each chosen conversation, each with an id of its own', async () => {
    const { chosen, forward, outbox } = openForward(async () => original)
    chosen.value = [shop, 'photos']
    expect(await forward()).toBe(true)
    const entries = outbox.add.mock.calls.map(([entry]: unknown[]) => entry as { id: string })
    expect(entries).toMatchObject([shop, 'photos'].map(conversationId => ({ conversationId, body: original.body, forwardedFromId: original.id })))
    expect(entries[0]?.id).not.toBe(entries[1]?.id)
    expect(outbox.flush).toHaveBeenCalledOnce()
  })

  it.each([
    ['was deleted meanwhile', async () => ({ ...original, body: '', deletedAt: original.createdAt }), 'not_found'],
    ['is not there for this reader', async () => null, 'not_found'],
    ['cannot be looked up without a connection', () => Promise.reject(lost()), 'network'],
  ])('[E-03] a message that %s is not forwarded, and the user sees why', async (_, fetchOnce, code) => {
    const { chosen, forward, outbox, failure, busy } = openForward(fetchOnce)
    chosen.value = [shop]
    expect(await forward()).toBe(false)
    expect([failure.value?.code, busy.value, outbox.add.mock.calls, outbox.flush.mock.calls]).toEqual([code, false, [], []])
  })

  it('[S-54] finds conversations by their names and by the people in them, and none that is archived or where the reader cannot write', () => {
    const { query, conversations } = openForward(async () => original)
    const found = (words: string) => {
      query.value = words
      return conversations.value.map(({ id }) => id).sort()
    }
    expect([found(''), found(' sHop '), found('costa'), found('sam')]).toEqual([['photos', shop].sort(), [shop], ['photos'], [shop]])
    expect(found(sam)).toEqual([])
  })
})
