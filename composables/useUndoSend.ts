import { toNames } from './message-text/mention-text'
import type { OutboxEntry } from '../stores/messaging/outbox-entry.ts'
import type { Mentions } from './useMentions'

interface UndoSendOptions {
  takeBack: (id: string) => Promise<OutboxEntry | undefined>
  mentions: Mentions
  draft: Ref<string>
  /** What it quoted is quoted again. */
  quote?: (id: string) => void
  focus: () => void
}

/** Brings a message that is held back into the composer, before what was written there since. */
export function useUndoSend({ takeBack, mentions, draft, quote, focus }: UndoSendOptions) {
  return async (id: string): Promise<void> => {
    const entry = await takeBack(id)
    if (!entry) return
    draft.value = [toNames(entry.body, mentions.nameOf), draft.value].filter(text => text !== '').join('\n')
    if (entry.quotedId) quote?.(entry.quotedId)
    await nextTick(focus)
  }
}
