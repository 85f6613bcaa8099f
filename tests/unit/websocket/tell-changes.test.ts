import { beforeEach, describe, expect, it } from 'vitest'
import { createGatherer, type Gatherer } from '#server/websocket/presence/gather-changes.ts'
import { LocalPeople } from '#server/websocket/presence/local-people.ts'
import { createMemoryStore } from '#server/websocket/presence/presence-store.ts'
import { createAnnouncer, type Announcer } from '#server/websocket/presence/announcer.ts'
import type { RealtimeSocket } from '#server/websocket/socket-types.ts'

describe('telling changes while the database comes and goes', () => {
  let isAway: boolean
  let told: string[]
  let greeted: string[]
  let gatherer: Gatherer
  let announcer: Announcer

  function refuseWhileAway(): void {
    if (isAway) throw new Error('The database is away')
  }

  beforeEach(() => {
    isAway = false
    told = []
    greeted = []
    const people = new LocalPeople(100)
    people.put('maya', 'tab', 'online')
    gatherer = createGatherer({ people, store: createMemoryStore(), onError: error => error })
    announcer = createAnnouncer({
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
    announcer.welcome(socket('tab'))
    isAway = true
    await expect(announcer.announceGathered()).rejects.toThrow()
    isAway = false
    await announcer.announceGathered()
    await announcer.announceGathered()
    expect(told).toEqual(['maya'])
    expect(greeted).toEqual(['tab'])
  })

  it('whoever has gone again is not greeted', async () => {
    announcer.welcome(socket('tab', false))
    await announcer.announceGathered()
    expect(greeted).toEqual([])
  })
})
