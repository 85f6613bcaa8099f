const KEY = 'parley-recent-emoji'
/** Two rows of the picker. */
const KEPT = 16

/** The emoji that this person used last, on this device, the latest first. Sign-out forgets them. */
export function createRecentEmoji(storage: Storage) {
  function list(): string[] {
    return (storage.getItem(KEY) ?? '').split(' ').filter(emoji => emoji !== '')
  }

  function add(emoji: string): void {
    const recent = [emoji, ...list().filter(other => other !== emoji)].slice(0, KEPT)
    try {
      storage.setItem(KEY, recent.join(' '))
    }
    catch {
      // The device has no room left: the picker begins with its first group.
      storage.removeItem(KEY)
    }
  }

  return { list, add, clear: () => storage.removeItem(KEY) }
}
