import { createPinia } from 'pinia'
import { ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultSettings } from '#shared/conversation-settings.ts'
import type { Message } from '#shared/types.ts'
import { linkPreviewSource } from '../../../composables/previews/linkPreviewSource.ts'
import { buildTimelineRows, rowOfMessage } from '../../../composables/timeline/timelineRows.ts'
import { useThread } from '../../../composables/threads/useThread.ts'
import { useTimeline } from '../../../composables/timeline/useTimeline.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'
import { maya, message, openShop, sam, shop } from '../../helpers/bakery.ts'

describe('what a link leads to', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each([
    ['the host alone where the page has no name', '', 'https://lume.example/menu', 'lume.example'],
    ['the host after the name', 'Osteria Lume', 'https://www.lume.example/menu', 'Osteria Lume · lume.example'],
    ['the host once where it is the name', 'Lume.example', 'https://lume.example/', 'lume.example'],
    ['the host of a page that calls itself another', 'bank.example', 'https://trap.example/', 'bank.example · trap.example'],
    ['the host that is meant, whatever stands before it', '', 'https://bank.example@trap.example/', 'trap.example'],
    ['letters that look like others as what they are', '', 'https://lum\u0435.example/', 'xn--lum-tdd.example'],
  ])('[E-08] says %s', (_case, siteName, url, expected) => {
    expect(linkPreviewSource({ siteName, url })).toBe(expected)
  })

  it('[E-08] stands with its message', () => {
    const preview = { url: 'https://lume.example/', title: 'Osteria Lume', description: 'By the harbour', siteName: '' }
    expect([message(1, { preview }), message(2)].map(each => rowOfMessage(each).preview)).toEqual([preview, null])
  })

  it('[E-08] goes from the conversation and from a thread when the conversation shows none, and is there again when it does', () => {
    const preview = { url: 'https://lume.example/', title: 'Osteria Lume', description: 'By the harbour', siteName: '' }
    const root = message(1, { preview, thread: { replyCount: 1, lastReplySeq: 2, lastReplyAt: message(2).createdAt, participantIds: [sam] } })
    const answer = message(2, { preview, rootId: root.id, parentId: root.id, alsoInConversation: true })
    const { store } = openShop(0)
    for (const each of [root, answer]) store.applyMessage(each)
    const threads = useThreadsStore(createPinia())
    threads.beginSession(maya)
    threads.applyKnown(root, [answer])
    const globals = {
      buildTimelineRows, useConversationsStore: () => store, useOutboxStore: () => ({ listedIn: () => [], entries: [] }), useThreadsStore: () => threads, usePendingChangesStore: () => ({ withPending: (each: Message) => each }),
      useCalendar: () => ({ dayOf: (time: string) => time.slice(0, 10) }), useConversationNames: () => ({ personName: () => '' }),
      useAccount: () => ({ account: ref(null) }), useClient: () => () => undefined, useAttempt: () => ({ failure: ref(), attempt: () => undefined }),
    }
    const timeline = mounted(globals, () => useTimeline(shop, undefined)).result
    const thread = mounted(globals, () => useThread({ conversationId: shop, rootId: root.id, unreadAfter: undefined })).result
    const show = (linkPreviews: boolean) => {
      store.applyFact({ conversationId: shop, changeSeq: (store.conversations[shop]?.cursor ?? 0) + 1, change: { kind: 'settings', title: 'Bakery shop', settings: { ...defaultSettings, linkPreviews } } })
      return [...timeline.rows.value, ...thread.rows.value].map(row => row.preview)
    }
    expect(show(true)).toEqual([preview, preview, preview])
    expect(show(false)).toEqual([null, null, null])
    expect(show(true)).toEqual([preview, preview, preview])
  })
})
