import { toNames } from '../message/text/mention-text'
import type { OutboxEntry } from '#client/outbox/outbox-entry.ts'
import type { Mentions } from './useMentions'

interface UndoSendOptions {
  undoSend: (id: string) => Promise<OutboxEntry | undefined>
  mentions: Mentions
  draft: Ref<string>
  /** Takes up again what it quoted or answered, and where it was to stand. */
  refer: (entry: OutboxEntry) => void
  focus: () => void
}

/** Brings a message that is held back into the composer, before what was written there since. */
export function useUndoSend({ undoSend, mentions, draft, refer, focus }: UndoSendOptions) {
  return async (id: string): Promise<void> => {
    const entry = await undoSend(id)
    if (!entry) return
    draft.value = [toNames(entry.body, mentions.nameOf), draft.value].filter(text => text !== '').join('\n')
    refer(entry)
    await nextTick(focus)
  }
}
