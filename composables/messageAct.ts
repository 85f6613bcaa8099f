/** What is asked of one row of the timeline, by hand or by key; `anchor` is where a menu opens and the focus returns. */
export type MessageAct =
  | { kind: 'menu' | 'pick', id: string, anchor: HTMLElement }
  | { kind: 'react', id: string, emoji: string }
  | { kind: 'history', id: string }

/** One key press away; everything else is in the picker. */
export const QUICK_REACTIONS = ['👍', '❤️', '😄', '🎉', '😮', '🙏'] as const

/** The address of a message: it opens its conversation there. */
export function permalinkOf({ conversationId, id }: { conversationId: string, id: string }): string {
  return `/c/${conversationId}?message=${id}`
}
