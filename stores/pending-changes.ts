import { defineStore } from 'pinia'
import type { Message } from '#shared/types.ts'

/** Changes of one message that the server has not confirmed yet. */
export interface PendingChange {
  /** The text of an edit. */
  body?: string
  deleted?: boolean
  /** By emoji: whether the user's reaction is to exist. */
  reactions?: Record<string, boolean>
}

/**
 * Optimistic updates of messages. The screen shows each message with its pending change. When the
 * change is removed, after success or a refusal, the message looks as the server knows it, whatever
 * other changes arrived in between.
 */
export const usePendingChangesStore = defineStore('pending-changes', {
  state: () => ({ changes: {} as Record<string, PendingChange> }),

  getters: {
    /** Whether the user's reaction is to exist; undefined when no change of it is pending. */
    reactionOf: state => (id: string, emoji: string): boolean | undefined => state.changes[id]?.reactions?.[emoji],
    /** The message as it will look once its pending change is confirmed. */
    withPending: state => (message: Message, me: string): Message => {
      const change = state.changes[message.id]
      return change ? withChange(message, change, me) : message
    },
  },

  actions: {
    applyChange(id: string, change: PendingChange) {
      this.changes[id] = { ...this.changes[id], ...change }
    },

    applyReaction(id: string, emoji: string, wanted: boolean) {
      this.applyChange(id, { reactions: { ...this.changes[id]?.reactions, [emoji]: wanted } })
    },

    removeChange(id: string, field: keyof PendingChange) {
      const { [field]: _removed, ...rest } = this.changes[id] ?? {}
      if (Object.keys(rest).length === 0) Reflect.deleteProperty(this.changes, id)
      else this.changes[id] = rest
    },

    removeReaction(id: string, emoji: string) {
      const { [emoji]: _removed, ...reactions } = this.changes[id]?.reactions ?? {}
      if (Object.keys(reactions).length === 0) this.removeChange(id, 'reactions')
      else this.applyChange(id, { reactions })
    },
  },
})

export type PendingChangesStore = ReturnType<typeof usePendingChangesStore>

function withChange(message: Message, { body, deleted, reactions = {} }: PendingChange, me: string): Message {
  if (message.deletedAt !== null) return message
  if (deleted) return { ...message, body: '', reactions: [], poll: null, deletedAt: message.createdAt }
  const changed = Object.entries(reactions).reduce((current, [emoji, wanted]) => withReaction(current, { emoji, wanted, me }), message.reactions)
  return { ...message, body: body ?? message.body, reactions: changed }
}

function withReaction(reactions: Message['reactions'], { emoji, wanted, me }: { emoji: string, wanted: boolean, me: string }): Message['reactions'] {
  const current = reactions.find(reaction => reaction.emoji === emoji)
  if ((current?.userIds.includes(me) ?? false) === wanted) return reactions
  if (!current) return [...reactions, { emoji, userIds: [me] }]
  const userIds = wanted ? [...current.userIds, me] : current.userIds.filter(id => id !== me)
  return reactions.map(reaction => reaction.emoji === emoji ? { emoji, userIds } : reaction).filter(reaction => reaction.userIds.length > 0)
}
