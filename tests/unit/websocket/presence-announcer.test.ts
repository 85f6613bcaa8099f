import { beforeEach, describe, expect, it } from 'vitest'
import { createChangeCollector, type ChangeCollector } from '#server/websocket/presence/change-collector.ts'
import { LocalUsers } from '#server/websocket/presence/local-users.ts'
import { createMemoryStore } from '#server/websocket/presence/presence-store.ts'
import { createPresenceAnnouncer, type PresenceAnnouncer } from '#server/websocket/presence/presence-announcer.ts'
import type { RealtimeSocket } from '#server/websocket/socket-types.ts'

describe('telling changes while the database comes and goes', () => {
  let isAway: boolean
  let told: string[]
  let greeted: string[]
  let gatherer: ChangeCollector
  let teller: PresenceAnnouncer

  function refuseWhileAway(): void {
    if (isAway) throw new Error('The database is away')
  }

  beforeEach(() => {
    isAway = false
    told = []
    greeted = []
    const people = new LocalUsers(100)
    people.put('maya', 'tab', 'online')
    gatherer = createChangeCollector({ people, store: createMemoryStore(), onError: error => error })
    teller = createPresenceAnnouncer({
      gatherer,
      announce: async (changes) => {
        refuseWhileAway()
        told.push(...changes.map(({ userId }) => userId))
      },
      greet: async (newcomers) => {
        refuseWhileAway()
        greeted.push(...newcomers.map(({ id }) => id))
      },
    })
  })

  const socket = (id: string, connected = true) => ({ id, connected }) as RealtimeSocket

  it('[R-080] what could not be announced is announced later, once', async () => {
    gatherer.note('maya')
    teller.welcome(socket('tab'))
    isAway = true
    await expect(teller.tellGathered()).rejects.toThrow()
    isAway = false
    await teller.tellGathered()
    await teller.tellGathered()
    expect(told).toEqual(['maya'])
    expect(greeted).toEqual(['tab'])
  })

  it('whoever has gone again is not greeted', async () => {
    teller.welcome(socket('tab', false))
    await teller.tellGathered()
    expect(greeted).toEqual([])
  })
})
