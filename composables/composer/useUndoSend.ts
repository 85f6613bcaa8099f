import { toNames } from '../message/text/mention-text'
import type { OutboxEntry } from '#client/outbox/outbox-entry.ts'
import type { Mentions } from './useMentions'

interface UndoSendOptions {
  undoSend: (id: string) => Promise<OutboxEntry | undefined>
  mentions: Mentions
  draft: Ref<string>
  /** Restores the references of the message. */
  restore: (entry: OutboxEntry) => void
  focus: () => void
}

/** Undoes sending: puts the message back into the composer, before newer text. */
export function useUndoSend({ undoSend, mentions, draft, restore, focus }: UndoSendOptions) {
  return async (id: string): Promise<void> => {
    const entry = await undoSend(id)
    if (!entry) return
    draft.value = [toNames(entry.body, mentions.nameOf), draft.value].filter(text => text !== '').join('\n')
    restore(entry)
    await nextTick(focus)
  }
}
