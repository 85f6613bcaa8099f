import { defineStore } from 'pinia'
import type { Message } from '#shared/types.ts'

/** What was asked of one message and not answered yet. */
export interface Wish {
  /** The text that an edit gives it. */
  body?: string
  deleted?: boolean
  /** By emoji: whether one's own reaction shall be there. */
  reactions?: Record<string, boolean>
}

/**
 * What this person has asked of messages until the server answers. The screen shows messages with
 * their wishes; a wish that is dropped leaves the message as the server knows it, so a refusal
 * takes back exactly what was shown too early, whatever else has happened meanwhile.
 */
export const useWishesStore = defineStore('wishes', {
  state: () => ({ wishes: {} as Record<string, Wish> }),

  getters: {
    /** Whether one's own reaction shall be there; undefined when nothing is under way. */
    reactionOf: state => (id: string, emoji: string): boolean | undefined => state.wishes[id]?.reactions?.[emoji],
    /** A message as it looks when its wishes come true. */
    granted: state => (message: Message, me: string): Message => {
      const wish = state.wishes[message.id]
      return wish ? grantWish(message, wish, me) : message
    },
  },

  actions: {
    applyWish(id: string, wish: Wish) {
      this.wishes[id] = { ...this.wishes[id], ...wish }
    },

    applyReaction(id: string, emoji: string, wanted: boolean) {
      this.applyWish(id, { reactions: { ...this.wishes[id]?.reactions, [emoji]: wanted } })
    },

    dropWish(id: string, part: keyof Wish) {
      const { [part]: _dropped, ...rest } = this.wishes[id] ?? {}
      this.keep(id, rest)
    },

    dropReaction(id: string, emoji: string) {
      const { [emoji]: _dropped, ...reactions } = this.wishes[id]?.reactions ?? {}
      if (Object.keys(reactions).length === 0) this.dropWish(id, 'reactions')
      else this.applyWish(id, { reactions })
    },

    keep(id: string, wish: Wish) {
      if (Object.keys(wish).length === 0) Reflect.deleteProperty(this.wishes, id)
      else this.wishes[id] = wish
    },
  },
})

export type WishesStore = ReturnType<typeof useWishesStore>

function grantWish(message: Message, { body, deleted, reactions = {} }: Wish, me: string): Message {
  if (message.deletedAt !== null) return message
  if (deleted) return { ...message, body: '', reactions: [], poll: null, deletedAt: message.createdAt }
  const granted = Object.entries(reactions).reduce((given, [emoji, wanted]) => grantReaction(given, { emoji, wanted, me }), message.reactions)
  return { ...message, body: body ?? message.body, reactions: granted }
}

function grantReaction(given: Message['reactions'], { emoji, wanted, me }: { emoji: string, wanted: boolean, me: string }): Message['reactions'] {
  const before = given.find(reaction => reaction.emoji === emoji)
  if ((before?.userIds.includes(me) ?? false) === wanted) return given
  if (!before) return [...given, { emoji, userIds: [me] }]
  const userIds = wanted ? [...before.userIds, me] : before.userIds.filter(id => id !== me)
  return given.map(reaction => reaction.emoji === emoji ? { emoji, userIds } : reaction).filter(reaction => reaction.userIds.length > 0)
}
