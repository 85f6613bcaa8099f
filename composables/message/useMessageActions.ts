import type { Message } from '#shared/types.ts'

/** Commands on single messages of the open timeline. `anchor` is the element beside which a menu opens. */
export interface MessageActions {
  /** Adds the reaction of the user, or removes it when it is there. */
  react: (id: string, emoji: string) => void
  openMenu: (id: string, anchor: HTMLElement) => void
  openEmojiPicker: (id: string, anchor: HTMLElement) => void
  openEditHistory: (id: string) => void
  /** In a conversation, opens the thread of the message. In a thread, prepares a reply to this message. */
  reply: (id: string) => void
  /** Prepares a message that quotes this one. In a thread, the same as `reply`. */
  quote: (id: string) => void
  /** Puts the text of the message into the composer for editing. */
  edit: (message: Message) => void
  /** Takes a message back within its undo window. */
  undoSend: (id: string) => void
  /** Sends a failed message again. */
  retry: (id: string) => void
  /** Removes a failed message from the outbox. */
  discard: (id: string) => void
  /** Scrolls to a message, in this timeline or elsewhere. */
  show: (id: string) => void
}

const KEY: InjectionKey<MessageActions> = Symbol('message actions')

export function provideMessageActions(actions: MessageActions): void {
  provide(KEY, actions)
}

/** The actions of the timeline around this component. Throws outside of one. */
export function useMessageActions(): MessageActions {
  const actions = inject(KEY)
  if (!actions) throw new Error('No message actions: call `provideMessageActions` in a parent')
  return actions
}
