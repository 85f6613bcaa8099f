import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import type { ScheduledMessage } from '#shared/types.ts'
import { createScheduledSync } from '#client/features/scheduled-sync.ts'
import { useScheduledStore } from '../../../stores/scheduled.ts'
import { maya, sam, shop } from '../../helpers/bakery.ts'
import { createScene, fail, lost } from '../../helpers/vue/scene.ts'

const planned = (hour: number): ScheduledMessage => ({
  id: `0198e000-0000-7000-8000-0000000000${hour}`, conversationId: shop, body: `At ${hour}`, parentId: null, rootId: null, alsoInConversation: false, quotedId: null, dueAt: `2031-03-04T${hour}:00:00.000Z`, state: 'waiting', error: null,
})
const [ten, noon] = [planned(10), planned(12)]

function openList() {
  const scene = createScene({ listScheduled: () => [ten, noon] })
  const store = useScheduledStore(createPinia())
  const person = { id: maya }
  store.beginSession(maya)
  return { ...scene, store, person, sync: createScheduledSync({ store, request: scene.request, me: () => person.id }) }
}

describe('the list of scheduled messages', () => {
  it('[E-09] follows the events, the earliest first', async () => {
    const { store, sync } = openList()
    await sync.refresh()
    sync.receive({ id: noon.id, scheduled: { ...noon, dueAt: '2031-03-04T09:00:00.000Z' } })
    expect(store.list.map(({ id }) => id)).toEqual([noon.id, ten.id])
    sync.receive({ id: ten.id, scheduled: null })
    expect(store.list.map(({ id }) => id)).toEqual([noon.id])
  })

  it('[E-09] is loaded again if something changed during the load', async () => {
    const { store, sync, answers, timesAsked } = openList()
    answers.listScheduled = () => {
      answers.listScheduled = () => [noon]
      sync.receive({ id: ten.id, scheduled: null })
      return [ten, noon]
    }
    await sync.refresh()
    expect([store.list, timesAsked('listScheduled')]).toEqual([[noon], 2])
  })

  it('[S-25] is discarded if another user has signed in meanwhile', async () => {
    const { store, sync, answers, person } = openList()
    answers.listScheduled = () => {
      person.id = sam
      store.beginSession(sam)
      return [ten]
    }
    await sync.refresh()
    expect([store.list, store.known]).toEqual([[], false])
  })

  it('reports a load failure only to its user', async () => {
    const { store, sync, answers, person } = openList()
    answers.listScheduled = () => fail(lost())
    expect([await sync.refresh(), store.failure]).toEqual([false, 'network'])
    answers.listScheduled = () => {
      person.id = sam
      store.beginSession(sam)
      return fail(lost())
    }
    expect([await sync.refresh(), store.failure]).toEqual([false, null])
  })
})
