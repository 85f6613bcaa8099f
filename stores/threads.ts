import { defineStore } from 'pinia'
import type { FollowedThread, Message, Thread, ThreadView } from '#shared/types.ts'
import type { ThreadState } from './threads/thread-state.ts'
import {
  beginThread, addReplies, isComplete, isFollowed, moveThreadMarker, applyFollowed, applyLastPage, applyThreadMessage, applyThreadView, trimReplies,
  unreadInThread,
} from './threads/thread-state.ts'

/** Later than any revision: such a response is never outdated. */
const NOW = Number.POSITIVE_INFINITY

interface ThreadsState {
  /** Id of the signed-in user; empty when no user is signed in. */
  me: string
  /** By the id of the root. */
  threads: Record<string, ThreadState>
  /** Roots of the threads on the screen. */
  open: string[]
  /** The root of the last listed thread, the `before` of the next page; undefined when all are loaded. */
  lastListed?: string | undefined
  /** Grows when the server changes whether a thread is followed. A response requested before that is outdated. */
  revision: number
}

const nothing = (): ThreadsState => ({ me: '', threads: {}, open: [], lastListed: undefined, revision: 0 })

/** Followed and open threads on this device. Every `apply…` may be repeated. */
export const useThreadsStore = defineStore('threads', {
  state: nothing,

  getters: {
    /** Followed threads with replies, the latest reply first. */
    followed: (state): ThreadState[] => Object.values(state.threads)
      .filter(thread => isFollowed(thread) && thread.root.thread !== null)
      .sort((one, other) => lastReplyAt(other).localeCompare(lastReplyAt(one)) || other.root.id.localeCompare(one.root.id)),
    unreadOf: state => (rootId: string): number => {
      const thread = state.threads[rootId]
      return thread && isFollowed(thread) ? unreadInThread(thread, state.me) : 0
    },
    isComplete: state => (rootId: string): boolean => {
      const thread = state.threads[rootId]
      return thread !== undefined && isComplete(thread)
    },
  },

  actions: {
    /** Starts the session of a user and drops the state of another one. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },

    /** Applies the server's list of followed threads. `whole`: there are no others. `asked`: the revision at the request. */
    applyList(list: readonly FollowedThread[], whole: boolean, asked = NOW) {
      const listed = new Set(list.map(({ root }) => root.id))
      for (const [id, { mine, revisionAt = 0 }] of Object.entries(this.threads)) {
        if (!whole || listed.has(id) || revisionAt > asked) continue
        if (this.open.includes(id)) mine.following = false
        else Reflect.deleteProperty(this.threads, id)
      }
      this.applyEarlierList(list, whole, asked)
    },

    /** Applies an earlier page of the list. `complete`: it is the last page. */
    applyEarlierList(list: readonly FollowedThread[], complete: boolean, asked = NOW) {
      this.lastListed = complete ? undefined : list.at(-1)?.root.id
      for (const line of list) {
        const state = this.threads[line.root.id] ?? this.begin(line.root, line.mine)
        applyFollowed(state, { ...line, mine: viewNow(state, line.mine, asked) }, this.me)
      }
    },

    /** Applies the root and replies that the conversation has loaded. */
    applyKnown(root: Message, replies: readonly Message[]) {
      const state = this.threads[root.id] ?? this.begin(root)
      applyThreadMessage(state, root, this.me)
      addReplies(state, replies)
    },

    applyLastPage(page: Thread, asked = NOW) {
      const state = this.threads[page.root.id] ?? this.begin(page.root, page.mine)
      applyLastPage(state, { ...page, mine: viewNow(state, page.mine, asked) }, this.me)
    },

    /** Applies the page before `before`, unless it would leave a gap before the loaded replies. */
    applyEarlierPage({ root, replies }: Thread, before: number) {
      const state = this.threads[root.id]
      if (state?.from !== before) return
      state.from = replies[0]?.seq ?? 0
      addReplies(state, replies)
    },

    applyView(rootId: string, view: ThreadView, asked = NOW) {
      const state = this.threads[rootId]
      if (!state) return
      const { following } = state.mine
      applyThreadView(state, viewNow(state, view, asked), this.me)
      if (state.mine.following !== following) state.revisionAt = this.revision += 1
    },

    /** Shows the user's choice to follow until the server responds. */
    applyWanted(rootId: string, wanted?: boolean) {
      const state = this.threads[rootId]
      if (state) state.wanted = wanted
    },

    /**
     * Applies new and changed messages. Returns true when one shows that the user now follows a thread
     * that is not known here: then the list must be fetched.
     */
    applyMessages(messages: readonly Message[]): boolean {
      let isListStale = false
      for (const message of messages) {
        const state = this.threads[message.rootId ?? message.id]
        if (state) applyThreadMessage(state, message, this.me)
        if (!state?.mine.following && followsBy(message, this.me)) isListStale = true
      }
      return isListStale
    },

    /** Moves the reader's marker before the server confirms it. */
    moveMarker(rootId: string, seq: number) {
      const state = this.threads[rootId]
      if (state) moveThreadMarker(state, this.me, seq)
    },

    /** The thread is on the screen. */
    openThread(rootId: string) {
      this.open.push(rootId)
    },

    closeThread(rootId: string) {
      const index = this.open.indexOf(rootId)
      if (index !== -1) this.open.splice(index, 1)
      const state = this.threads[rootId]
      if (!state || this.open.includes(rootId)) return
      if (state.mine.following || state.wanted !== undefined) trimReplies(state)
      else Reflect.deleteProperty(this.threads, rootId)
    },

    begin(root: Message, mine?: ThreadView): ThreadState {
      const state = this.threads[root.id] ??= beginThread(root, mine && { ...mine })
      // The reactive object of the store.
      return this.threads[root.id] ?? state
    },
  },
})

export type ThreadsStore = ReturnType<typeof useThreadsStore>

/** The author of a reply follows the thread; with the first reply, the author of the root does, too. */
function followsBy({ rootId, authorId, thread }: Message, userId: string): boolean {
  return authorId === userId && (rootId !== null || thread?.replyCount === 1)
}

/** A response that was requested before the latest change of following keeps the current choice. */
function viewNow({ mine, revisionAt = 0 }: ThreadState, view: ThreadView, asked: number): ThreadView {
  return revisionAt > asked ? { ...view, following: mine.following } : view
}

function lastReplyAt({ root }: ThreadState): string {
  return root.thread?.lastReplyAt ?? ''
}
