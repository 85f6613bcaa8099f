import type { ConversationSettings } from '#shared/types.ts'

/** All settings, including the title. */
export interface SettingsWithTitle extends ConversationSettings {
  title: string | null
}

/** The settings to change. */
export type SettingsPatch = { [Field in keyof SettingsWithTitle]?: SettingsWithTitle[Field] | undefined }

/** One changed field in the history of settings. */
export interface FieldChange {
  field: string
  from: unknown
  to: unknown
}

/** The changes that a patch makes. Fields that keep their value are left out. */
export function differences(current: SettingsWithTitle, patch: SettingsPatch): FieldChange[] {
  const fields = Object.keys(current) as (keyof SettingsWithTitle)[]
  return fields
    .filter(field => patch[field] !== undefined && !isSame(patch[field], current[field]))
    .map(field => ({ field, from: current[field], to: patch[field] }))
}

/** Compares by value: the picture is an object. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

/** Sorts the keys, because PostgreSQL does not keep their order. */
function sorted(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).sort(([one], [other]) => one.localeCompare(other)) : value
}
