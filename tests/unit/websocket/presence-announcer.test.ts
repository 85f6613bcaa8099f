import { beforeEach, describe, expect, it } from 'vitest'
import { createChangeCollector, type ChangeCollector } from '#server/websocket/presence/change-collector.ts'
import { LocalUsers } from '#server/websocket/presence/local-users.ts'
import { createMemoryStore } from '#server/websocket/presence/presence-store.ts'
import { createPresenceAnnouncer, type PresenceAnnouncer } from '#server/websocket/presence/presence-announcer.ts'
import type { RealtimeSocket } from '#server/websocket/socket-types.ts'

describe('presence announcer', () => {
  let isDown: boolean
  let announced: string[]
  let informed: string[]
  let collector: ChangeCollector
  let announcer: PresenceAnnouncer

  function failWhileDown(): void {
    if (isDown) throw new Error('The database is down')
  }

  beforeEach(() => {
    isDown = false
    announced = []
    informed = []
    const users = new LocalUsers(100)
    users.put('maya', 'tab', 'online')
    collector = createChangeCollector({ users, store: createMemoryStore(), onError: error => error })
    announcer = createPresenceAnnouncer({
      collector,
      sendChanges: async (changes) => {
        failWhileDown()
        announced.push(...changes.map(({ userId }) => userId))
      },
      sendCurrent: async (newcomers) => {
        failWhileDown()
        informed.push(...newcomers.map(({ id }) => id))
      },
    })
  })

  const socket = (id: string, connected = true) => ({ id, connected }) as RealtimeSocket

  it('[R-080] announces changes once after a failed announcement', async () => {
    collector.note('maya')
    announcer.addNewcomer(socket('tab'))
    isDown = true
    await expect(announcer.announceCollected()).rejects.toThrow()
    isDown = false
    await announcer.announceCollected()
    await announcer.announceCollected()
    expect(announced).toEqual(['maya'])
    expect(informed).toEqual(['tab'])
  })

  it('skips newcomers that have already disconnected', async () => {
    announcer.addNewcomer(socket('tab', false))
    await announcer.announceCollected()
    expect(informed).toEqual([])
  })
})
