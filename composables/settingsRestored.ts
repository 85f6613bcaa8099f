import type { SettingsVersion } from '#shared/types.ts'

type Change = SettingsVersion['changes'][number]

/**
 * What going back to a version changes now: each field that was changed since, from what it is to
 * what it was. `versions` is the history, the latest first, down to that version at least. Pure.
 */
export function settingsRestored(versions: readonly SettingsVersion[], version: number): Change[] {
  const later = versions.filter(entry => entry.version > version).flatMap(({ changes }) => changes)
  const byField = Map.groupBy(later, ({ field }) => field)
  return [...byField].flatMap(([field, changes]) => {
    // The latest first: it says what is now, the last one what was then.
    const [from, to] = [changes[0]?.to, changes.at(-1)?.from]
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from, to }]
  })
}
