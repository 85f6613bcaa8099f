import type { Prisma } from '#generated/client.ts'
import type { ConversationSettings, Conversation } from '#shared/types.ts'
import { defaultSettings, groupSettings } from '#shared/conversation-settings.ts'
import { invalidField } from '#shared/errors.ts'
import { authorize, type Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { publish } from '#server/domain/events.ts'
import { changeParticipants, takeChangeSeqs, type LockedConversation } from '#server/domain/participants/change-participants.ts'
import type { SettingsWithTitle, SettingsPatch } from './settings-patch.ts'
import { differences } from './settings-patch.ts'

/** Computes the patch from the current settings, under the lock of the conversation. */
type ComputePatch = (transaction: Prisma.TransactionClient, current: SettingsWithTitle) => Promise<SettingsPatch>

/**
 * Every change of settings goes through this function. Under the lock of the conversation it records a
 * version with the old and new value of each field, takes the next `changeSeq` and publishes all
 * settings. Values that are already set are not recorded.
 * @throws AppError `not_found`, `forbidden`, `invalid` for a group's setting outside of groups
 */
export async function changeSettings(
  { actor, conversationId, restoredVersion }: { actor: Actor, conversationId: string, restoredVersion?: number },
  computePatch: ComputePatch,
): Promise<Conversation> {
  const changeSeq = await changeParticipants({ actor, conversationId }, async (transaction, roster) => {
    authorize(actor, 'conversation:settings', roster.subject)
    const current = await readCurrent(transaction, conversationId)
    const patch = await computePatch(transaction, current)
    refuseOutsideGroups(roster, patch)
    const changes = differences(current, patch)
    if (changes.length === 0) return undefined
    const { title, ...settings } = { ...current, ...patch } as SettingsWithTitle
    await transaction.conversation.update({ where: { id: conversationId }, data: { title, settings: settings satisfies ConversationSettings } })
    await recordVersion(transaction, { conversationId, changedById: actor.userId, restoredVersion: restoredVersion ?? null, changes: JSON.stringify(changes) })
    return await takeChangeSeqs(transaction, conversationId)
  })
  const head = await loadConversation({ actor, conversationId })
  if (changeSeq !== undefined) announce(actor, head, changeSeq)
  return head
}

async function readCurrent(transaction: Prisma.TransactionClient, conversationId: string): Promise<SettingsWithTitle> {
  const { title, settings } = await transaction.conversation.findUniqueOrThrow({ where: { id: conversationId }, select: { title: true, settings: true } })
  return { title, ...defaultSettings, ...settings as Partial<ConversationSettings> }
}

/** @throws AppError `invalid` */
function refuseOutsideGroups({ type }: LockedConversation, patch: SettingsPatch): void {
  const field = groupSettings.find(name => patch[name] !== undefined)
  if (field && type !== 'group') throw invalidField(field, 'groups_only')
}

/** The lock on the conversation makes the next version number unique. */
async function recordVersion(transaction: Prisma.TransactionClient, { conversationId, changedById, restoredVersion, changes }: {
  conversationId: string
  changedById: string
  restoredVersion: number | null
  changes: string
}): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO settings_versions (conversation_id, version, changed_by_id, restored_version, changes)
    SELECT ${conversationId}::uuid, COALESCE(MAX(version), 0) + 1, ${changedById}::uuid, ${restoredVersion}::int, ${changes}::jsonb
    FROM settings_versions WHERE conversation_id = ${conversationId}::uuid`
}

/** Publishes all current settings. A later change has its own `changeSeq` and event. */
function announce({ userId }: Actor, { id, title, settings }: Conversation, changeSeq: number): void {
  publish({ name: 'settings:updated', to: { conversation: id }, payload: { conversationId: id, changeSeq, title, settings, changedById: userId } })
}
