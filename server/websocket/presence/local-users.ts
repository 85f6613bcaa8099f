import type { PresenceStatus } from '#shared/types.ts'

/** The status that a connected device reports. */
export type DeviceStatus = Exclude<PresenceStatus, 'offline'>

interface LocalUser {
  /** By socket id. */
  devices: Map<string, DeviceStatus>
  /** Stays valid during the grace period after the last device left. */
  latest: DeviceStatus
  /** When the last device left, in milliseconds since the epoch. */
  leftAt: number | undefined
}

/** The users with sockets on this node. A user is online when at least one device is. */
export class LocalUsers {
  private readonly users = new Map<string, LocalUser>()
  private readonly grace: number

  /** @param grace milliseconds for which a user without a device still counts as present */
  constructor(grace: number) {
    this.grace = grace
  }

  /** Adds a device or changes its status. */
  put(userId: string, device: string, status: DeviceStatus): void {
    const user = this.users.get(userId) ?? { devices: new Map(), latest: status, leftAt: undefined }
    user.devices.set(device, status)
    user.latest = summarise(user.devices.values())
    user.leftAt = undefined
    this.users.set(userId, user)
  }

  /** Removes a device. After the last one, `removeExpired` removes the user when the grace period is over. */
  remove(userId: string, device: string, now: number): void {
    const user = this.users.get(userId)
    if (!user?.devices.delete(device)) return
    if (user.devices.size === 0) user.leftAt = now
    else user.latest = summarise(user.devices.values())
  }

  /** Removes users whose grace period is over. @returns their ids */
  removeExpired(now: number): string[] {
    const expired = [...this.users].filter(([, { leftAt }]) => leftAt !== undefined && now - leftAt >= this.grace)
    for (const [userId] of expired) this.users.delete(userId)
    return expired.map(([userId]) => userId)
  }

  statusOf(userId: string): PresenceStatus {
    return this.users.get(userId)?.latest ?? 'offline'
  }

  ids(): string[] {
    return [...this.users.keys()]
  }
}

function summarise(statuses: Iterable<DeviceStatus>): DeviceStatus {
  return [...statuses].includes('online') ? 'online' : 'away'
}
