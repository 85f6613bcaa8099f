import type { ConversationSettings } from '#shared/types.ts'

/** Everything that can be set, the title among it. */
export interface Chosen extends ConversationSettings {
  title: string | null
}

/** What of it is to change. */
export type SettingsPatch = { [Field in keyof Chosen]?: Chosen[Field] | undefined }

/** One field of one change, as the history keeps it. */
export interface FieldChange {
  field: string
  from: unknown
  to: unknown
}

/** What a patch really changes: fields that say what is so already are left out. */
export function differences(current: Chosen, patch: SettingsPatch): FieldChange[] {
  const fields = Object.keys(current) as (keyof Chosen)[]
  return fields
    .filter(field => patch[field] !== undefined && !isSame(patch[field], current[field]))
    .map(field => ({ field, from: current[field], to: patch[field] }))
}

/** The one value that is more than a word or a number is the picture. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

/** PostgreSQL gives an object's keys back in an order of its own. */
function sorted(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).sort(([one], [other]) => one.localeCompare(other)) : value
}
