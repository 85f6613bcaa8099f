import type { Message } from '#shared/types.ts'

/** The messages whose latest version is pinned, the latest pin first. Pure. */
export function latestPins(versions: readonly Message[]): Message[] {
  const latest = new Map<string, Message>()
  for (const message of versions) {
    const known = latest.get(message.id)
    if (!known || known.changeSeq < message.changeSeq) latest.set(message.id, message)
  }
  const pinned = [...latest.values()].flatMap(message => message.pinned && !message.deletedAt ? [{ message, at: message.pinned.at }] : [])
  return pinned.sort((one, other) => other.at.localeCompare(one.at)).map(({ message }) => message)
}
