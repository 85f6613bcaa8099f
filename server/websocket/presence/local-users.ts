import type { PresenceStatus } from '#shared/types.ts'

/** What a device with a live socket says of its person. */
export type DeviceStatus = Exclude<PresenceStatus, 'offline'>

interface Person {
  /** By socket. */
  devices: Map<string, DeviceStatus>
  /** What holds while nobody is connected: a page that reloads is not gone. */
  latest: DeviceStatus
  /** When the last device left, in milliseconds since the epoch. */
  leftAt: number | undefined
}

/** The people with sockets on this node. One device online makes a person online, whatever the others say. */
export class LocalUsers {
  private readonly people = new Map<string, Person>()
  private readonly grace: number

  /** @param grace milliseconds for which a person without a device still counts as present */
  constructor(grace: number) {
    this.grace = grace
  }

  /** A device is there, or says something new of itself. */
  put(userId: string, device: string, status: DeviceStatus): void {
    const person = this.people.get(userId) ?? { devices: new Map(), latest: status, leftAt: undefined }
    person.devices.set(device, status)
    person.latest = summarise(person.devices.values())
    person.leftAt = undefined
    this.people.set(userId, person)
  }

  /** A device is gone. The last one takes its person along after the grace, see `removeExpired`. */
  remove(userId: string, device: string, now: number): void {
    const person = this.people.get(userId)
    if (!person?.devices.delete(device)) return
    if (person.devices.size === 0) person.leftAt = now
    else person.latest = summarise(person.devices.values())
  }

  /** Lets go of everybody whose grace is over, and names them. */
  removeExpired(now: number): string[] {
    const leavers = [...this.people].filter(([, { leftAt }]) => leftAt !== undefined && now - leftAt >= this.grace)
    for (const [userId] of leavers) this.people.delete(userId)
    return leavers.map(([userId]) => userId)
  }

  statusOf(userId: string): PresenceStatus {
    return this.people.get(userId)?.latest ?? 'offline'
  }

  everybody(): string[] {
    return [...this.people.keys()]
  }
}

function summarise(statuses: Iterable<DeviceStatus>): DeviceStatus {
  return [...statuses].includes('online') ? 'online' : 'away'
}
