import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import type { Bookmark } from '#shared/types.ts'
import type { Failure } from '#client/api/failure.ts'
import { useScheduleDraft } from '../../../composables/scheduled/useScheduleDraft.ts'
import { useReminders } from '../../../composables/bookmarks/useReminders.ts'
import { useBookmarks } from '../../../composables/bookmarks/useBookmarks.ts'
import { useScheduled } from '../../../composables/scheduled/useScheduled.ts'
import { useRemindersStore } from '../../../stores/reminders.ts'
import { useBookmarksStore } from '../../../stores/bookmarks.ts'
import { useScheduledStore } from '../../../stores/scheduled.ts'
import { maya, message, openShop, shop } from '../../helpers/bakery.ts'
import { fail, lost, refused } from '../../helpers/vue/scene.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const settle = () => new Promise(setImmediate)
const at = '2026-11-20T10:00:00.000Z'
const due = (content = message(2)): Bookmark => ({ message: content, savedAt: at, remindAt: at, remindedAt: at })

/** Maya's messenger. The responses are given by operation, and texts are replaced by their keys. */
function openMessenger(answers: Record<string, () => unknown> = {}) {
  const { store } = openShop(3)
  const pinia = createPinia()
  const [saved, reminders, scheduled] = [useBookmarksStore(pinia), useRemindersStore(pinia), useScheduledStore(pinia)]
  const requests = vi.fn<(operation: string, input?: unknown) => void>()
  const state = ref('connecting')
  const resumptions = ref(0)
  const hooks: (() => void)[] = []
  const taken = vi.fn()
  const globals = {
    useConversationsStore: () => store, useBookmarksStore: () => saved, useRemindersStore: () => reminders, useScheduledStore: () => scheduled,
    useNuxtApp: () => ({ hook: (_name: string, run: () => void) => {
      hooks.push(run)
      return () => void hooks.splice(hooks.indexOf(run), 1)
    } }),
    useConnection: () => ({ state, resumptions }), useApplyMessage: () => taken,
    useApi: () => ({ request: async (operation: string, input?: unknown) => {
      requests(operation, input)
      return (answers[operation] ?? (() => fail(lost())))()
    } }),
    useI18n: () => ({ t: (key: string) => key }), useErrorText: () => ({ failureText: ({ code }: Failure) => `errors.${code}` }),
  }
  return { store, saved, reminders, scheduled, requests, state, resumptions, taken, tell: () => hooks.forEach(run => run()), hooks, use: <Result>(composable: () => Result) => mounted(globals, composable) }
}

const wrongTime = (field: string): Failure => refused('invalid', { fields: [{ field, rule: 'in_past' }] })

describe('reminders', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('are loaded on mount, with each notification and after each reconnect, until unmount', async () => {
    const { use, requests, state, resumptions, tell, hooks } = openMessenger({ listReminders: () => [due()] })
    const { result, scope } = use(() => useReminders())
    scope.run(() => result.keepFresh(async action => action().then(() => true)))
    await settle()
    expect(result.due.value.map(one => one.message.id)).toEqual([message(2).id])
    tell()
    state.value = 'reconnecting'
    await nextTick()
    expect(requests).toHaveBeenCalledTimes(2)
    // Also after an outage too short to be shown.
    resumptions.value += 1
    await nextTick()
    expect(requests).toHaveBeenCalledTimes(3)
    scope.stop()
    expect(hooks).toEqual([])
  })

  it('follow changes of bookmarks, and nothing else in their store', async () => {
    const { use, saved, reminders } = openMessenger({ listReminders: () => [due(), due(message(3))] })
    const { result, scope } = use(() => useReminders())
    scope.run(() => result.keepFresh(async action => action().then(() => true)))
    await settle()
    saved.applyPage([], { earlier: false, complete: true })
    expect(reminders.due).toHaveLength(2)
    saved.applyMessages([message(2, { changeSeq: 9, body: 'Rye after all' })])
    saved.applyBookmark({ messageId: message(3).id, savedAt: at, message: message(3), remindAt: null, remindedAt: null })
    expect(reminders.due.map(one => one.message.body)).toEqual(['Rye after all'])
  })

  it('[T-01] one that is done during the load does not come back', async () => {
    const done = { messageId: message(2).id, savedAt: at, message: message(2), remindAt: null, remindedAt: null }
    const { use, saved, reminders, requests } = openMessenger({
      listReminders: () => {
        if (requests.mock.calls.length > 1) return [due(message(3))]
        saved.applyBookmark(done)
        return [due(), due(message(3))]
      },
    })
    const { result, scope } = use(() => useReminders())
    scope.run(() => result.keepFresh(async action => action().then(() => true)))
    await settle()
    expect(reminders.due.map(one => one.message.id)).toEqual([message(3).id])
  })

  it('of a conversation that the user has left are not shown', () => {
    const { use, reminders } = openMessenger()
    const { result } = use(() => useReminders())
    reminders.applyDue([due(), due(message(3, { conversationId: 'left' }))])
    expect(result.due.value.map(one => one.message.conversationId)).toEqual([shop])
  })

  it('change after the server has confirmed', async () => {
    const mark = { messageId: message(2).id, savedAt: at, message: message(2), remindAt: at, remindedAt: null }
    const { use, saved, requests } = openMessenger({ setReminder: () => mark })
    const { result } = use(() => useReminders())
    saved.beginSession(maya)
    saved.applyPage([], { earlier: false, complete: true })
    await result.remind(message(2).id, new Date(at))
    expect([requests.mock.calls[0]?.[1], saved.list[0]?.remindAt]).toEqual([{ params: { messageId: message(2).id }, body: { at } }, at])
    await expect(result.finish(message(2).id)).rejects.toMatchObject({ code: 'network' })
    expect(saved.list[0]?.remindAt).toBe(at)
  })

  it.each<[string, Failure, string]>([
    ['that a connection is needed', lost(), 'remind.offline'],
    ['why a time is invalid', wrongTime('at'), 'scheduled.in_past'],
    ['the general text for another field', wrongTime('messageId'), 'errors.invalid'],
    ['the general text for a refusal', refused('not_found'), 'errors.not_found'],
  ])('say %s', (_, failure, text) => {
    expect(openMessenger().use(() => useReminders()).result.problemOf(failure)).toBe(text)
  })
})

describe('bookmarks', () => {
  afterEach(() => vi.unstubAllGlobals())
  const kept = { message: message(2), savedAt: at, remindAt: null, remindedAt: null }

  it.each<[string, (saved: ReturnType<typeof openMessenger>['saved']) => void]>([
    ['a bookmark added meanwhile', saved => saved.applyBookmark({ ...kept, messageId: message(2).id })],
    ['a reconnect meanwhile', saved => saved.applyGap()],
  ])('[T-01] a first page older than %s is loaded again', async (_, happen) => {
    const { use, saved, requests } = openMessenger({
      listBookmarks: () => {
        if (requests.mock.calls.length > 1) return [kept]
        happen(saved)
        return []
      },
    })
    const { ensureLoaded, isBookmarked } = use(() => useBookmarks()).result
    await ensureLoaded()
    expect([requests.mock.calls.length, isBookmarked(message(2).id), saved.list.length]).toEqual([2, true, 1])
  })

  it('loaded for a user who has signed out meanwhile are discarded', async () => {
    const { use, saved } = openMessenger({
      listBookmarks: () => {
        saved.beginSession('other-user')
        return [kept]
      },
    })
    await use(() => useBookmarks()).result.ensureLoaded()
    expect(saved.list).toEqual([])
  })
})

describe('scheduled messages', () => {
  afterEach(() => vi.unstubAllGlobals())
  const tomorrow = { id: 'one', conversationId: shop, body: 'Good morning', dueAt: at }

  it('are listed once the server has them, and removed when they are sent or cancelled', async () => {
    const answers: Record<string, () => unknown> = { scheduleMessage: () => tomorrow, changeScheduled: () => ({ ...tomorrow, body: 'Good evening' }), sendScheduled: () => message(4), cancelScheduled: () => null }
    const { use, scheduled, taken } = openMessenger(answers)
    const { schedule, change, cancel, sendNow } = use(() => useScheduled()).result
    const bodies = () => scheduled.list.map(({ body }) => body)
    await schedule(shop, tomorrow)
    await change('one', { body: 'Good evening' })
    expect(bodies()).toEqual(['Good evening'])
    await sendNow('one')
    expect([bodies(), taken.mock.lastCall?.[0].id]).toEqual([[], message(4).id])
    await schedule(shop, tomorrow)
    await cancel('one')
    expect(bodies()).toEqual([])
  })

  it('stay in the list after a failed request', async () => {
    const { use, scheduled } = openMessenger({ scheduleMessage: () => tomorrow })
    const { schedule, cancel, sendNow } = use(() => useScheduled()).result
    await schedule(shop, tomorrow)
    for (const failing of [cancel, sendNow]) await expect(failing('one')).rejects.toMatchObject({ code: 'network' })
    expect(scheduled.list).toHaveLength(1)
  })

  it.each<[string, { isDone?: boolean, typed?: string }, [draft: string, begun: number]]>([
    ['is removed from the composer', {}, ['', 1]],
    ['is removed with its trailing spaces', { typed: 'Good morning\n' }, ['', 1]],
    ['stays if the server did not store it', { isDone: false }, ['Good morning', 0]],
    ['stays if the user edited it', { typed: 'Good morning, Sam' }, ['Good morning, Sam', 0]],
  ])('[E-09] a text that is being scheduled cannot be sent meanwhile, and %s, even after the composer is unmounted', async (_, { isDone = true, typed = 'Good morning' }, outcome) => {
    const answer = Promise.withResolvers<boolean>()
    const draft = ref('Good morning')
    const reset = vi.fn()
    const { result: { scheduling, scheduleDraft }, scope } = mounted({}, () => useScheduleDraft(draft, reset))
    const scheduled = scheduleDraft('Good morning', () => answer.promise)
    expect([scheduling.value, draft.value]).toEqual(['Good morning', 'Good morning'])
    draft.value = typed
    scope.stop()
    answer.resolve(isDone)
    expect([await scheduled, scheduling.value]).toEqual([isDone, undefined])
    expect([draft.value, reset.mock.calls.length]).toEqual(outcome)
  })

  it.each<[string, Failure, string]>([
    ['that a connection is needed', lost(), 'scheduled.offline'],
    ['that the thread was deleted', refused('message_deleted'), 'scheduled.rootDeleted'],
    ['why a time is invalid', wrongTime('dueAt'), 'scheduled.in_past'],
    ['the general text for another field', wrongTime('body'), 'errors.invalid'],
    ['the general text for a refusal', refused('forbidden'), 'errors.forbidden'],
  ])('say %s', (_, failure, text) => {
    expect(openMessenger().use(() => useScheduled()).result.problemOf(failure)).toBe(text)
  })
})
