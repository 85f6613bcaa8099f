import { describe, expect, it } from 'vitest'
import { LocalUsers } from '#server/websocket/presence/local-users.ts'

const GRACE = 5_000

/** Maya's status after these steps, and the users who expired by `now`. */
function after(steps: (users: LocalUsers) => void, now = 0) {
  const users = new LocalUsers(GRACE)
  steps(users)
  const expired = users.removeExpired(now)
  return { status: users.statusOf('maya'), expired }
}

describe('users of one node', () => {
  it('[R-080] a user is online while at least one of several tabs is online', () => {
    expect(after((users) => {
      users.put('maya', 'tab 1', 'online')
      users.put('maya', 'tab 2', 'away')
      users.put('maya', 'phone', 'away')
    }).status).toBe('online')
  })

  it('[R-080] a user is away when the online tab closes and an away tab stays open', () => {
    expect(after((users) => {
      users.put('maya', 'tab 1', 'online')
      users.put('maya', 'tab 2', 'away')
      users.remove('maya', 'tab 1', 0)
    }).status).toBe('away')
  })

  it('[R-080] a user stays online during a reload', () => {
    expect(after((users) => {
      users.put('maya', 'tab', 'online')
      users.remove('maya', 'tab', 0)
    }, GRACE - 1)).toEqual({ status: 'online', expired: [] })
    expect(after((users) => {
      users.put('maya', 'tab', 'online')
      users.remove('maya', 'tab', 0)
      users.put('maya', 'tab again', 'online')
    }, GRACE * 2)).toEqual({ status: 'online', expired: [] })
  })

  it('[R-078] a user who does not return expires once after the grace period and is offline', () => {
    const users = new LocalUsers(GRACE)
    users.put('maya', 'tab', 'away')
    users.remove('maya', 'tab', 1_000)
    expect(users.removeExpired(1_000 + GRACE)).toEqual(['maya'])
    expect(users.removeExpired(1_000 + GRACE)).toEqual([])
    expect(users.statusOf('maya')).toBe('offline')
    expect(users.ids()).toEqual([])
  })

  it('removing an unknown device changes nothing', () => {
    expect(after((users) => {
      users.put('maya', 'tab', 'online')
      users.remove('maya', 'another', 0)
      users.remove('sam', 'tab', 0)
    }, GRACE)).toEqual({ status: 'online', expired: [] })
  })
})
