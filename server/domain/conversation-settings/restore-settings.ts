import type { Prisma } from '#generated/client.ts'
import { conversationSettings } from '#shared/contracts/conversation-settings.ts'
import { title } from '#shared/contracts/fields.ts'
import { AppError } from '#shared/errors.ts'
import type { Conversation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { changeSettings } from './change-settings.ts'
import type { FieldChange, SettingsPatch } from './settings-of.ts'

/** What was valid once may not be any more: such a field stays as it is now. */
const fields = { ...conversationSettings.shape, title }

/**
 * Brings the settings back to what they were at a version, as a new version of its own. Fields that
 * nobody changed since stay.
 * @throws AppError `not_found` (also for a version that never was), `forbidden`
 */
export async function restoreSettings({ actor, conversationId, version }: {
  actor: Actor
  conversationId: string
  version: number
}): Promise<Conversation> {
  return await changeSettings({ actor, conversationId, restoredVersion: version }, transaction => readPatch(transaction, conversationId, version))
}

/** The first change of a field after the version says what it was then. */
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
