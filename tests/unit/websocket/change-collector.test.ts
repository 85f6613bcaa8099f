import { beforeEach, describe, expect, it } from 'vitest'
import { createChangeCollector, type ChangeCollector } from '#server/websocket/presence/change-collector.ts'
import { LocalUsers } from '#server/websocket/presence/local-users.ts'
import { createMemoryStore, type PresenceStore } from '#server/websocket/presence/presence-store.ts'

describe('presence change collector', () => {
  let users: LocalUsers
  let collector: ChangeCollector
  let isDown: boolean
  let errors: unknown[]

  beforeEach(() => {
    isDown = false
    errors = []
    users = new LocalUsers(100)
    const memory = createMemoryStore()
    const store: PresenceStore = {
      ...memory,
      write: statuses => isDown ? Promise.reject(new Error('away')) : memory.write(statuses),
    }
    collector = createChangeCollector({ users, store, onError: error => errors.push(error) })
  })

  function arrive(userId: string, device = 'tab') {
    users.put(userId, device, 'online')
    collector.note(userId)
  }

  it('[T-08] announces many arrivals together, each user once', async () => {
    for (const userId of ['maya', 'sam', 'lena']) for (const device of ['tab', 'phone']) arrive(userId, device)
    expect((await collector.flush(0)).map(({ userId }) => userId)).toEqual(['maya', 'sam', 'lena'])
    expect(await collector.flush(0)).toEqual([])
  })

  it('[T-08] does not announce a user who reconnects within the grace period', async () => {
    arrive('maya')
    await collector.flush(0)
    users.remove('maya', 'tab', 10)
    collector.note('maya')
    expect(await collector.flush(50)).toEqual([])
    arrive('maya', 'new tab')
    expect(await collector.flush(500)).toEqual([])
  })

  it('[R-079] announces local changes once while the store is down, and again when it is back', async () => {
    arrive('sam')
    await collector.flush(0)
    isDown = true
    arrive('maya')
    expect(await collector.flush(0)).toMatchObject([{ userId: 'maya', status: 'online' }])
    expect(await collector.flush(0)).toEqual([])
    expect(errors).toHaveLength(2)
    isDown = false
    expect(await collector.flush(0)).toMatchObject([{ userId: 'maya', status: 'online' }])
    expect(await collector.flush(0)).toEqual([])
  })

  it('[R-079] announces repeated users although their status did not change', async () => {
    arrive('maya')
    await collector.flush(0)
    collector.repeat(['maya'])
    expect(await collector.flush(0)).toMatchObject([{ userId: 'maya', status: 'online' }])
  })
})
