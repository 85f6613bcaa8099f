import type { Prisma } from '#generated/client.ts'
import { conversationSettings } from '#shared/contracts/conversation-settings.ts'
import { title } from '#shared/contracts/fields.ts'
import { AppError } from '#shared/errors.ts'
import type { Conversation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { changeSettings } from './change-settings.ts'
import type { FieldChange, SettingsPatch } from './settings-patch.ts'

/** Drops values that are no longer valid: such a field keeps its current value. */
const fields = { ...conversationSettings.shape, title }

/**
 * Restores the settings of an earlier version, as a new version.
 * @throws AppError `not_found` (also for an unknown version), `forbidden`
 */
export async function restoreSettings({ actor, conversationId, version }: {
  actor: Actor
  conversationId: string
  version: number
}): Promise<Conversation> {
  return await changeSettings({ actor, conversationId, restoredVersion: version }, transaction => readPatch(transaction, conversationId, version))
}

/** The first change of a field after the version contains its value at that version. */
async function readPatch(transaction: Prisma.TransactionClient, conversationId: string, version: number): Promise<SettingsPatch> {
  const versions = await transaction.settingsVersion.findMany({
    where: { conversationId, version: { gte: version } },
    orderBy: { version: 'asc' },
    select: { version: true, changes: true },
  })
  if (version > 0 && versions[0]?.version !== version) throw new AppError('not_found')
  const later = versions.filter(entry => entry.version > version).flatMap(({ changes }) => changes as unknown as FieldChange[])
  const earliest = new Map(later.reverse().map(({ field, from }) => [field, from]))
  const known = Object.entries(fields).flatMap(([field, schema]) => {
    const parsed = earliest.has(field) ? schema.safeParse(earliest.get(field)) : undefined
    return parsed?.success ? [[field, parsed.data]] : []
  })
  return Object.fromEntries(known) as SettingsPatch
}
