import type { Conversation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { changeSettings } from './change-settings.ts'
import type { SettingsPatch } from './settings-patch.ts'

/**
 * Changes the settings that the patch contains.
 * @throws AppError `not_found`, `forbidden`, `invalid` for a group's setting outside of groups
 */
export async function updateSettings({ actor, conversationId, patch }: {
  actor: Actor
  conversationId: string
  patch: SettingsPatch
}): Promise<Conversation> {
  return await changeSettings({ actor, conversationId }, async () => patch)
}
