import type { Message } from '#shared/types.ts'
import type { PendingChangesStore } from '../../stores/pending-changes.ts'
import type { RequestApi } from '../ports.ts'

export interface MessageCommandsOptions {
  /** Applies the message of a response. */
  apply: (message: Message) => void
  pending: PendingChangesStore
  request: RequestApi
}

/** Commands for one message. Most are optimistic updates: a refusal undoes them and throws `ApiError`. */
export function createMessageCommands({ apply, pending, request }: MessageCommandsOptions) {
  /** Throws `edit_conflict` with the current message when `version` is not the latest. */
  async function edit({ id, version }: Pick<Message, 'id' | 'version'>, body: string): Promise<void> {
    pending.applyChange(id, { body })
    try {
      apply(await request('editMessage', { params: { messageId: id }, body: { version, body } }))
    }
    finally {
      pending.removeChange(id, 'body')
    }
  }

  async function remove(id: string): Promise<void> {
    pending.applyChange(id, { deleted: true })
    try {
      apply(await request('deleteMessage', { params: { messageId: id } }))
    }
    finally {
      pending.removeChange(id, 'deleted')
    }
  }

  /** Not an optimistic update: the deleted content is no longer on this device. */
  async function restore(id: string): Promise<void> {
    apply(await request('restoreMessage', { params: { messageId: id } }))
  }

  async function pin(id: string, wanted: boolean): Promise<void> {
    apply(await request(wanted ? 'pinMessage' : 'unpinMessage', { params: { messageId: id } }))
  }

  /** Cannot be undone, so it is not an optimistic update. */
  async function removePreview(id: string): Promise<void> {
    apply(await request('removePreview', { params: { messageId: id } }))
  }

  /** One request at a time. After quick changes the last one is sent last. */
  async function react(id: string, emoji: string, wanted: boolean): Promise<void> {
    const isPending = pending.reactionOf(id, emoji) !== undefined
    pending.applyReaction(id, emoji, wanted)
    if (!isPending) await sendReaction(id, emoji)
  }

  async function sendReaction(id: string, emoji: string): Promise<void> {
    try {
      let sent: boolean | undefined
      for (let wanted = pending.reactionOf(id, emoji); wanted !== sent; wanted = pending.reactionOf(id, emoji)) {
        sent = wanted
        apply(await request(wanted ? 'addReaction' : 'removeReaction', { params: { messageId: id }, body: { emoji } }))
      }
    }
    finally {
      pending.removeReaction(id, emoji)
    }
  }

  return { edit, remove, restore, removePreview, pin, react }
}
