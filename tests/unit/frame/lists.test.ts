import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, createApp, ref } from 'vue'
import { readFailure } from '#client/api/failure.ts'
import { latestPins } from '../../../composables/message/latestPins.ts'
import { buildTimelineRows } from '../../../composables/timeline/timelineRows.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useEarlierThreads } from '../../../composables/threads/useEarlierThreads.ts'
import { useInvitationList } from '../../../composables/invitations/useInvitationList.ts'
import { useLinkPreview } from '../../../composables/message/useLinkPreview.ts'
import { provideMentions, useMentions } from '../../../composables/composer/useMentions.ts'
import { useBookmarksPage } from '../../../composables/bookmarks/useBookmarksPage.ts'
import { useOpenThreads } from '../../../composables/threads/useOpenThreads.ts'
import { usePins } from '../../../composables/message/usePins.ts'
import { useProjects } from '../../../composables/projects/useProjects.ts'
import { useTimeline } from '../../../composables/timeline/useTimeline.ts'
import { useBookmarksStore } from '../../../stores/bookmarks.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { usePendingChangesStore } from '../../../stores/pending-changes.ts'
import { head, maya, message, openShop, participant, sam, shop } from '../../helpers/bakery.ts'
import { fail, lost } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

const settle = () => new Promise(setImmediate)

describe('what a page shows before the server has answered', () => {
  afterEach(() => vi.unstubAllGlobals())
  /** As much of Nuxt's as is asked for here: what the page would load. */
  const useAsyncData = (_key: string, load: () => Promise<unknown>) => ({ load })
  const loadOf = <Result>(globals: Record<string, unknown>, composable: () => Result) => (mounted({ ...globals, useAsyncData, useConnection: () => ({ resumptions: ref(0) }) }, composable).result as unknown as { load: () => Promise<unknown> }).load()

  it('are the threads that this device knows; only without any it has failed', async () => {
    const threads = useThreadsStore(createPinia())
    threads.beginSession(maya)
    const answers = [() => fail(lost()), () => [{ root: message(1, { thread: { replyCount: 1, lastReplySeq: 2, lastReplyAt: message(2).createdAt, participantIds: [sam] } }), lastReply: message(2, { rootId: message(1).id }), mine: { following: true, lastReadSeq: 0, unread: { seq: 2, count: 1 } } }], () => fail(lost())]
    const globals = { useThreadsStore: () => threads, useApi: () => ({ request: async () => answers.shift()?.() }) }
    const failed = []
    for (const _ of [1, 2, 3]) failed.push(await loadOf(globals, () => useOpenThreads()))
    expect(failed).toEqual([{ failed: true }, { failed: false }, { failed: false }])
    expect(threads.followed).toHaveLength(1)
  })

  it('[R-074] are the followed threads of a page, until the earlier ones are asked for', async () => {
    const threads = useThreadsStore(createPinia())
    threads.beginSession(maya)
    const thread = (seq: number) => ({ root: message(seq, { thread: { replyCount: 1, lastReplySeq: seq + 1, lastReplyAt: message(seq).createdAt, participantIds: [sam] } }), lastReply: message(seq + 1), mine: { following: true, lastReadSeq: 0, unread: { seq: 0, count: 0 } } })
    threads.applyList([thread(9)], false)
    const request = vi.fn(async (): Promise<unknown> => fail(lost()))
    const globals = { useThreadsStore: () => threads, useApi: () => ({ request }), useAttempt, readFailure, computed }
    const { wanting, load, failure } = mounted(globals, () => useEarlierThreads()).result
    expect([wanting.value, await load(), failure.value?.code, wanting.value]).toEqual([true, false, 'network', true])
    request.mockResolvedValueOnce([thread(1)])
    expect([await load(), threads.followed.length, wanting.value]).toEqual([true, 2, false])
    expect(request).toHaveBeenLastCalledWith('listThreads', { query: { limit: 50, before: thread(9).root.id } })
    // Another user signed in during the request.
    request.mockImplementationOnce(async () => {
      threads.beginSession(sam)
      return [thread(3)]
    })
    await load()
    expect(threads.followed).toEqual([])
  })

  it('are the kept messages that this device knows; only while it knows nothing it has failed', async () => {
    const saved = useBookmarksStore(createPinia())
    const load = vi.fn(async () => fail(lost()))
    const globals = { useBookmarksStore: () => saved, useBookmarks: () => ({ load }) }
    expect(await loadOf(globals, () => useBookmarksPage())).toEqual({ failed: true })
    saved.applyPage([], { earlier: false, complete: true })
    expect(await loadOf(globals, () => useBookmarksPage())).toEqual({ failed: false })
    load.mockResolvedValueOnce(undefined as never)
    expect(await loadOf(globals, () => useBookmarksPage())).toEqual({ failed: false })
  })

  it('are no projects, which are a list as soon as they came or could not be had', () => {
    const data = ref<{ name: string }[]>()
    const status = ref('pending')
    const globals = { useApi: () => ({ request: vi.fn() }), useI18n: () => ({ locale: ref('en') }), useAsyncData: () => ({ data, status, error: ref() }) }
    const { projects, loaded } = mounted(globals, () => useProjects()).result
    expect([projects.value, loaded.value]).toEqual([[], false])
    status.value = 'error'
    expect(loaded.value).toBe(true)
    data.value = [{ name: 'Website' }, { name: 'Bakery' }]
    status.value = 'pending'
    expect([projects.value.map(({ name }) => name), loaded.value]).toEqual([['Bakery', 'Website'], true])
  })
})

describe('the pins of a conversation', () => {
  afterEach(() => vi.unstubAllGlobals())
  const pinned = (seq: number, minute: number) => message(seq, { pinned: { byId: sam, at: `2026-11-20T10:0${minute}:00.000Z` } as never })

  function openPins(conversationId = shop) {
    const { store } = openShop(3)
    const server = answeredByHand()
    return { store, ...server, ...mounted({ useAttempt, readFailure, latestPins, useMessagingStore: () => store, useApi: () => ({ request: server.request }) }, () => usePins(conversationId)).result }
  }

  it('are unknown until the response arrives, and then follow the loaded messages', async () => {
    const { pins, calls, store } = openPins()
    expect(pins.value).toBeUndefined()
    calls[0]?.succeed([pinned(1, 1)])
    await settle()
    store.applyMessage({ ...pinned(2, 5), changeSeq: 9 })
    expect(pins.value?.map(({ seq }) => seq)).toEqual([2, 1])
  })

  it('could not be had, and are asked for again', async () => {
    const { pins, calls, failure, load } = openPins()
    calls[0]?.fail(lost())
    await settle()
    expect([pins.value, failure.value?.code]).toEqual([undefined, 'network'])
    void load()
    calls[1]?.succeed([])
    await settle()
    expect([pins.value, failure.value]).toEqual([[], undefined])
  })

  it('are those of the response when no message is loaded', async () => {
    const { pins, calls } = openPins('elsewhere')
    calls[0]?.succeed([pinned(1, 1)])
    await settle()
    expect(pins.value).toHaveLength(1)
  })
})

describe('the timeline of a conversation', () => {
  afterEach(() => vi.unstubAllGlobals())

  function openTimeline({ conversationId = shop, receipts = true, account = true } = {}) {
    const { store } = openShop(3, { participants: [participant(maya, 'Maya', 0), participant(sam, 'Sam', 2)] })
    const globals = {
      buildTimelineRows, useMessagingStore: () => store, usePendingChangesStore: () => usePendingChangesStore(createPinia()), useCalendar: () => ({ dayOf: () => 'today' }),
      useConversationNames: () => ({ personName: ({ name }: { name: string }) => name }),
      useAccount: () => ({ account: ref(account ? { preferences: { readReceipts: receipts } } : null) }),
    }
    return mounted(globals, () => useTimeline(conversationId, undefined)).result
  }

  it('names who has read as far as a message, without the reader', () => {
    const { readersOf } = openTimeline()
    expect([readersOf(2), readersOf(3), readersOf(undefined)]).toEqual([['Sam'], [], []])
  })

  it('shows no readers to a user who hides read receipts, and forgets this at sign-out', () => {
    expect(openTimeline({ receipts: false }).readersOf(2)).toEqual([])
    expect(openTimeline({ account: false }).readersOf(2)).toEqual(['Sam'])
  })

  it('of a conversation that was left is empty, and names nobody', () => {
    const { head: shown, rows, others, names, readersOf } = openTimeline({ conversationId: 'left' })
    expect([shown.value, rows.value, others.value, names.value.size, readersOf(1)]).toEqual([undefined, [], [], 0, []])
  })
})

describe('mentions in a conversation', () => {
  afterEach(() => vi.unstubAllGlobals())

  function openMentions(change: Parameters<typeof head>[1] | undefined, role?: string) {
    const { store } = openShop(3)
    const globals = {
      useMessagingStore: () => store, useProjects: () => ({ projects: computed(() => [{ id: 'bakery', role }]) }),
      useConversationNames: () => ({ personName: ({ name }: { name: string }) => name }), useMentionNames: () => () => (target: string) => `name of ${target}`,
    }
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    return createApp({}).runWithContext(() => change === undefined ? useMentions() : mounted({ provide: vi.fn() }, () => provideMentions(ref(head(3, change)))).result)
  }

  it('are offered of everybody else with a name, and in a group of its groups', () => {
    const participants = [participant(maya, 'Maya', 0), participant(sam, 'Sam', 0), participant('deleted', '', 0)]
    expect(openMentions({ participants }).choices.value).toEqual([{ target: sam, name: 'Sam' }, { target: 'all', name: 'name of all' }, { target: 'team', name: 'name of team' }])
    expect(openMentions({ participants, type: 'direct' }).choices.value).toEqual([{ target: sam, name: 'Sam' }])
  })

  it.each([['lead', true], ['team', true], ['client', false], [undefined, false]])('of the team mean a %s: %s', (role, meant) => {
    const { meansMe } = openMentions({ projectId: 'bakery' }, role)
    expect([maya, 'all', sam, 'team'].map(meansMe)).toEqual([true, true, false, meant])
  })

  it('of the team mean nobody where there is no project', () => {
    expect(openMentions({ projectId: null }, 'lead').meansMe('team')).toBe(false)
  })

  it('outside of a conversation are offered of nobody and mean nobody', () => {
    const { choices, meansMe, nameOf } = openMentions(undefined)
    expect([choices.value, meansMe(maya), nameOf(sam)]).toEqual([[], false, `name of ${sam}`])
  })
})

describe('what is taken away or sent once more', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('a preview is said to be gone only when it is', async () => {
    const announce = vi.fn()
    const { calls, request } = answeredByHand()
    const globals = { useAttempt, readFailure, useAnnouncements: () => ({ announce }), useI18n: () => ({ t: (key: string) => key }), useMessageCommands: () => ({ removePreview: (id: string) => request('removePreview', id) }) }
    const { remove, failure } = mounted(globals, () => useLinkPreview(() => 'one')).result
    const failing = remove()
    calls[0]?.fail(lost())
    expect([await failing, failure.value?.code, announce.mock.calls.length]).toEqual([false, 'network', 0])
    const removing = remove()
    calls[1]?.succeed(null)
    expect([await removing, announce.mock.calls]).toEqual([true, [['messaging.linkPreview.removed']]])
  })

  it('an invitation is sent again without reloading the list, and a failure is shown', async () => {
    const { calls, request } = answeredByHand()
    const { resend, failure } = mounted({ useAttempt, readFailure, useApi: () => ({ request }) }, () => useInvitationList({ projectId: 'bakery' })).result
    const resending = resend('one')
    calls[0]?.succeed(null)
    expect([await resending, calls[0]?.input, calls.length]).toEqual([true, { params: { invitationId: 'one' } }, 1])
    const failing = resend('one')
    calls[1]?.fail(lost())
    expect([await failing, failure.value?.code]).toEqual([false, 'network'])
  })
})
