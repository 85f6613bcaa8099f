import { defineStore } from 'pinia'
import type { Conversation, PresenceStatus } from '#shared/types.ts'

interface Presence {
  status: PresenceStatus
  /** ISO 8601; null when never online, or hidden. */
  lastSeenAt: string | null
}

/** Who is online, and who is typing where. */
export const usePresenceStore = defineStore('presence', {
  state: () => ({
    people: {} as Record<string, Presence>,
    /** Ids of those who are typing, by conversation, in the order in which they began. */
    typing: {} as Record<string, string[]>,
  }),

  getters: {
    statusOf: state => (userId: string): PresenceStatus => state.people[userId]?.status ?? 'offline',
    lastSeenOf: state => (userId: string): string | null => state.people[userId]?.lastSeenAt ?? null,
    typingIn: state => (conversationId: string): readonly string[] => state.typing[conversationId] ?? [],
  },

  actions: {
    applyPresence(people: readonly ({ userId: string } & Presence)[]) {
      for (const { userId, status, lastSeenAt } of people) this.people[userId] = { status, lastSeenAt }
    },

    /** Applies the presence in heads of conversations. */
    applyHeads(heads: readonly Conversation[]) {
      for (const { participants } of heads) {
        this.applyPresence(participants.map(({ user }) => ({ userId: user.id, status: user.presence, lastSeenAt: user.lastSeenAt })))
      }
    },

    applyTyping({ conversationId, userId, typing }: { conversationId: string, userId: string, typing: boolean }) {
      const others = (this.typing[conversationId] ?? []).filter(id => id !== userId)
      if (!typing) this.typing[conversationId] = others
      else if (others.length === (this.typing[conversationId] ?? []).length) this.typing[conversationId] = [...others, userId]
    },

    /** The connection was lost: no typing is shown. */
    clearTyping() {
      this.typing = {}
    },
  },
})

export type PresenceStore = ReturnType<typeof usePresenceStore>
