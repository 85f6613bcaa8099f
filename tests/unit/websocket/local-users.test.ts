import { describe, expect, it } from 'vitest'
import { LocalUsers } from '#server/websocket/presence/local-users.ts'

const GRACE = 5_000

/** Maya's status after what happened to her devices, and who had left by then. */
function after(steps: (people: LocalUsers) => void, now = 0) {
  const people = new LocalUsers(GRACE)
  steps(people)
  const leavers = people.removeExpired(now)
  return { status: people.statusOf('maya'), leavers }
}

describe('people of one node', () => {
  it('[R-080] a person is online as long as one of many tabs is', () => {
    expect(after((people) => {
      people.put('maya', 'tab 1', 'online')
      people.put('maya', 'tab 2', 'away')
      people.put('maya', 'phone', 'away')
    }).status).toBe('online')
  })

  it('[R-080] the last active tab closes: away, because another one is open', () => {
    expect(after((people) => {
      people.put('maya', 'tab 1', 'online')
      people.put('maya', 'tab 2', 'away')
      people.remove('maya', 'tab 1', 0)
    }).status).toBe('away')
  })

  it('[R-080] a reload is no absence', () => {
    expect(after((people) => {
      people.put('maya', 'tab', 'online')
      people.remove('maya', 'tab', 0)
    }, GRACE - 1)).toEqual({ status: 'online', leavers: [] })
    expect(after((people) => {
      people.put('maya', 'tab', 'online')
      people.remove('maya', 'tab', 0)
      people.put('maya', 'tab again', 'online')
    }, GRACE * 2)).toEqual({ status: 'online', leavers: [] })
  })

  it('[R-078] whoever does not come back is offline after the grace, once', () => {
    const people = new LocalUsers(GRACE)
    people.put('maya', 'tab', 'away')
    people.remove('maya', 'tab', 1_000)
    expect(people.removeExpired(1_000 + GRACE)).toEqual(['maya'])
    expect(people.removeExpired(1_000 + GRACE)).toEqual([])
    expect(people.statusOf('maya')).toBe('offline')
    expect(people.everybody()).toEqual([])
  })

  it('a device that was never there takes nobody along', () => {
    expect(after((people) => {
      people.put('maya', 'tab', 'online')
      people.remove('maya', 'another', 0)
      people.remove('sam', 'tab', 0)
    }, GRACE)).toEqual({ status: 'online', leavers: [] })
  })
})
