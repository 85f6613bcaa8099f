import { beforeEach, describe, expect, it } from 'vitest'
import { createChangeCollector, type ChangeCollector } from '#server/websocket/presence/change-collector.ts'
import { LocalUsers } from '#server/websocket/presence/local-users.ts'
import { createMemoryStore, type PresenceStore } from '#server/websocket/presence/presence-store.ts'

describe('changes on their way into the store', () => {
  let people: LocalUsers
  let gatherer: ChangeCollector
  let isAway: boolean
  let errors: unknown[]

  beforeEach(() => {
    isAway = false
    errors = []
    people = new LocalUsers(100)
    const memory = createMemoryStore()
    const store: PresenceStore = {
      ...memory,
      write: statuses => isAway ? Promise.reject(new Error('away')) : memory.write(statuses),
    }
    gatherer = createChangeCollector({ people, store, onError: error => errors.push(error) })
  })

  function arrive(userId: string, device = 'tab') {
    people.put(userId, device, 'online')
    gatherer.note(userId)
  }

  it('[T-08] many come at once and are announced together, once', async () => {
    for (const userId of ['maya', 'sam', 'lena']) for (const device of ['tab', 'phone']) arrive(userId, device)
    expect((await gatherer.flush(0)).map(({ userId }) => userId)).toEqual(['maya', 'sam', 'lena'])
    expect(await gatherer.flush(0)).toEqual([])
  })

  it('[T-08] whoever comes back within the grace is not announced at all', async () => {
    arrive('maya')
    await gatherer.flush(0)
    people.remove('maya', 'tab', 10)
    gatherer.note('maya')
    expect(await gatherer.flush(50)).toEqual([])
    arrive('maya', 'new tab')
    expect(await gatherer.flush(500)).toEqual([])
  })

  it('[R-079] while the store is away, a node announces what it knows, once, and everything when it is back', async () => {
    arrive('sam')
    await gatherer.flush(0)
    isAway = true
    arrive('maya')
    expect(await gatherer.flush(0)).toMatchObject([{ userId: 'maya', status: 'online' }])
    expect(await gatherer.flush(0)).toEqual([])
    expect(errors).toHaveLength(2)
    isAway = false
    expect(await gatherer.flush(0)).toMatchObject([{ userId: 'maya', status: 'online' }])
    expect(await gatherer.flush(0)).toEqual([])
  })

  it('[R-079] what is to be repeated is announced though nothing changed', async () => {
    arrive('maya')
    await gatherer.flush(0)
    gatherer.repeat(['maya'])
    expect(await gatherer.flush(0)).toMatchObject([{ userId: 'maya', status: 'online' }])
  })
})
