import type { SettingsVersion } from '#shared/types.ts'

type Change = SettingsVersion['changes'][number]

/**
 * What going back to a version changes now: each field that was changed since, from what it is to
 * what it was. `versions` is the history, the latest first, down to that version at least. Pure.
 */
export function settingsRestored(versions: readonly SettingsVersion[], version: number): Change[] {
  const later = versions.filter(entry => entry.version > version).flatMap(({ changes }) => changes)
  const fields = new Map<string, Change>()
  // The first version has the current values, the last one the values to restore.
  for (const { field, from, to } of later) fields.set(field, { field, from: to, ...fields.get(field), to: from })
  return [...fields.values()].filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to))
}
