/** What is asked of one row of the timeline, by hand or by key; `anchor` is where a menu opens and the focus returns. */
export type MessageAct
  = | { kind: 'menu' | 'pick', id: string, anchor: HTMLElement }
    | { kind: 'react', id: string, emoji: string }
    /** It is not sent yet: back into the composer. */
    | { kind: 'undo', id: string }
    | { kind: 'history', id: string }
    /** In a thread of its own, or in the thread where the row stands. */
    | { kind: 'answer', id: string }
    /** In the next message; in a thread, that answers it. */
    | { kind: 'quote', id: string }

/** One key press away; everything else is in the picker. */
export const QUICK_REACTIONS = ['👍', '❤️', '😄', '🎉', '😮', '🙏'] as const
