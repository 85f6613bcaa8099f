import type { Message } from '#shared/types.ts'
import type { PendingChangesStore } from '../../stores/pending-changes.ts'
import type { RequestApi } from '../ports.ts'

export interface MessageCommandsOptions {
  /** Takes a message as the server answers it. */
  take: (message: Message) => void
  pending: PendingChangesStore
  request: RequestApi
}

/**
 * What a person does with one message. What can be shown at once is, and is taken back when the
 * server refuses: then it throws `ApiError`.
 */
export function createMessageCommands({ take, pending, request }: MessageCommandsOptions) {
  /** Throws `edit_conflict` with the current message when `version` is not the latest. */
  async function edit({ id, version }: Pick<Message, 'id' | 'version'>, body: string): Promise<void> {
    pending.applyChange(id, { body })
    try {
      take(await request('editMessage', { params: { messageId: id }, body: { version, body } }))
    }
    finally {
      pending.removeChange(id, 'body')
    }
  }

  async function remove(id: string): Promise<void> {
    pending.applyChange(id, { deleted: true })
    try {
      take(await request('deleteMessage', { params: { messageId: id } }))
    }
    finally {
      pending.removeChange(id, 'deleted')
    }
  }

  /** Nothing is shown early: the content is no longer here. */
  async function restore(id: string): Promise<void> {
    take(await request('restoreMessage', { params: { messageId: id } }))
  }

  async function pin(id: string, wanted: boolean): Promise<void> {
    take(await request(wanted ? 'pinMessage' : 'unpinMessage', { params: { messageId: id } }))
  }

  /** For good, so it is shown only when it is done. */
  async function removePreview(id: string): Promise<void> {
    take(await request('removePreview', { params: { messageId: id } }))
  }

  /** Of quick changes of mind only the last one counts: while one call is under way the next waits. */
  async function react(id: string, emoji: string, wanted: boolean): Promise<void> {
    const isUnderWay = pending.reactionOf(id, emoji) !== undefined
    pending.applyReaction(id, emoji, wanted)
    if (!isUnderWay) await tellReaction(id, emoji)
  }

  async function tellReaction(id: string, emoji: string): Promise<void> {
    try {
      let told: boolean | undefined
      for (let wanted = pending.reactionOf(id, emoji); wanted !== told; wanted = pending.reactionOf(id, emoji)) {
        told = wanted
        take(await request(wanted ? 'addReaction' : 'removeReaction', { params: { messageId: id }, body: { emoji } }))
      }
    }
    finally {
      pending.removeReaction(id, emoji)
    }
  }

  return { edit, remove, restore, removePreview, pin, react }
}
