import type { z } from 'zod'
import type { settingsVersion } from '#shared/contracts/settings.ts'
import { PAGE_DEFAULT } from '#shared/limits.ts'
import type { SettingsVersion } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { database } from '#server/infra/postgres/database.ts'

interface Options {
  actor: Actor
  conversationId: string
  /** Only versions below this one. */
  before?: number | undefined
  limit?: number
}

type Changes = z.infer<typeof settingsVersion>['changes']

/**
 * The changes of settings with user and time, the latest first. Every participant can read them.
 * @throws AppError `not_found`
 */
export async function listSettingsVersions({ actor, conversationId, before, limit = PAGE_DEFAULT }: Options): Promise<SettingsVersion[]> {
  await loadConversation({ actor, conversationId })
  const versions = await database().settingsVersion.findMany({
    where: { conversationId, ...(before !== undefined && { version: { lt: before } }) },
    orderBy: { version: 'desc' },
    take: limit,
    include: { changedBy: { select: { name: true } } },
  })
  return versions.map(({ version, changedById, changedBy, createdAt, changes, restoredVersion }) => ({
    version,
    changedById,
    changedByName: changedBy?.name ?? '',
    changedAt: createdAt.toISOString(),
    changes: changes as unknown as Changes,
    restoredVersion,
  }))
}
