import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import type { SavedMessage } from '#shared/types.ts'
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
const due = (content = message(2)): SavedMessage => ({ message: content, savedAt: at, remindAt: at, remindedAt: at })

/** Maya's messenger; what the server says is given by operation. Texts are shown by their keys. */
function openMessenger(answers: Record<string, () => unknown> = {}) {
  const { store } = openShop(3)
  const pinia = createPinia()
  const [saved, reminders, scheduled] = [useBookmarksStore(pinia), useRemindersStore(pinia), useScheduledStore(pinia)]
  const asked = vi.fn<(operation: string, input?: unknown) => void>()
  const state = ref('connecting')
  const resumptions = ref(0)
  const hooks: (() => void)[] = []
  const taken = vi.fn()
  const globals = {
    useMessagingStore: () => store, useBookmarksStore: () => saved, useRemindersStore: () => reminders, useScheduledStore: () => scheduled,
    useNuxtApp: () => ({ hook: (_name: string, run: () => void) => {
      hooks.push(run)
      return () => void hooks.splice(hooks.indexOf(run), 1)
    } }),
    useConnection: () => ({ state, resumptions }), useApplyMessage: () => taken,
    useApi: () => ({ request: async (operation: string, input?: unknown) => {
      asked(operation, input)
      return (answers[operation] ?? (() => fail(lost())))()
    } }),
    useI18n: () => ({ t: (key: string) => key }), useErrorText: () => ({ failureText: ({ code }: Failure) => `errors.${code}` }),
  }
  return { store, saved, reminders, scheduled, asked, state, resumptions, taken, tell: () => hooks.forEach(run => run()), hooks, use: <Result>(composable: () => Result) => mounted(globals, composable) }
}

const wrongTime = (field: string): Failure => refused('invalid', { fields: [{ field, rule: 'in_past' }] })

describe('reminders', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('are asked for now, when one comes, and with each connection, until they leave the screen', async () => {
    const { use, asked, state, resumptions, tell, hooks } = openMessenger({ listReminders: () => [due()] })
    const { result, scope } = use(() => useReminders())
    scope.run(() => result.keepFresh(async action => action().then(() => true)))
    await settle()
    expect(result.due.value.map(one => one.message.id)).toEqual([message(2).id])
    tell()
    state.value = 'reconnecting'
    await nextTick()
    expect(asked).toHaveBeenCalledTimes(2)
    // Also after an outage that was too short for a word.
    resumptions.value += 1
    await nextTick()
    expect(asked).toHaveBeenCalledTimes(3)
    scope.stop()
    expect(hooks).toEqual([])
  })

  it('follow what happens to kept messages, and nothing else that happens there', async () => {
    const { use, saved, reminders } = openMessenger({ listReminders: () => [due(), due(message(3))] })
    const { result, scope } = use(() => useReminders())
    scope.run(() => result.keepFresh(async action => action().then(() => true)))
    await settle()
    saved.applyPage([], { earlier: false, complete: true })
    expect(reminders.due).toHaveLength(2)
    saved.applyMessages([message(2, { changeSeq: 9, body: 'Rye after all' })])
    saved.applyMark({ messageId: message(3).id, savedAt: at, message: message(3), remindAt: null, remindedAt: null })
    expect(reminders.due.map(one => one.message.body)).toEqual(['Rye after all'])
  })

  it('[T-01] one that is done while the list is under way does not come back with it', async () => {
    const done = { messageId: message(2).id, savedAt: at, message: message(2), remindAt: null, remindedAt: null }
    const { use, saved, reminders, asked } = openMessenger({
      listReminders: () => {
        if (asked.mock.calls.length > 1) return [due(message(3))]
        saved.applyMark(done)
        return [due(), due(message(3))]
      },
    })
    const { result, scope } = use(() => useReminders())
    scope.run(() => result.keepFresh(async action => action().then(() => true)))
    await settle()
    expect(reminders.due.map(one => one.message.id)).toEqual([message(3).id])
  })

  it('of a conversation that one has left are not shown', () => {
    const { use, reminders } = openMessenger()
    const { result } = use(() => useReminders())
    reminders.applyDue([due(), due(message(3, { conversationId: 'left' }))])
    expect(result.due.value.map(one => one.message.conversationId)).toEqual([shop])
  })

  it('are set and finished by the server first', async () => {
    const mark = { messageId: message(2).id, savedAt: at, message: message(2), remindAt: at, remindedAt: null }
    const { use, saved, asked } = openMessenger({ setReminder: () => mark })
    const { result } = use(() => useReminders())
    saved.beginSession(maya)
    saved.applyPage([], { earlier: false, complete: true })
    await result.remind(message(2).id, new Date(at))
    expect([asked.mock.calls[0]?.[1], saved.list[0]?.remindAt]).toEqual([{ params: { messageId: message(2).id }, body: { at } }, at])
    await expect(result.finish(message(2).id)).rejects.toMatchObject({ code: 'network' })
    expect(saved.list[0]?.remindAt).toBe(at)
  })

  it.each<[string, Failure, string]>([
    ['without a connection, that it needs one', lost(), 'remind.offline'],
    ['of a time that cannot be, why', wrongTime('at'), 'scheduled.in_past'],
    ['of another field what everybody says', wrongTime('messageId'), 'errors.invalid'],
    ['of a refusal what everybody says', refused('not_found'), 'errors.not_found'],
  ])('say %s', (_, failure, text) => {
    expect(openMessenger().use(() => useReminders()).result.problemOf(failure)).toBe(text)
  })
})

describe('kept messages', () => {
  afterEach(() => vi.unstubAllGlobals())
  const kept = { message: message(2), savedAt: at, remindAt: null, remindedAt: null }

  it.each<[string, (saved: ReturnType<typeof openMessenger>['saved']) => void]>([
    ['one that is saved meanwhile', saved => saved.applyMark({ ...kept, messageId: message(2).id })],
    ['a stream that was cut meanwhile', saved => saved.applyGap()],
  ])('[T-01] a first page that is older than %s is asked for again', async (_, happen) => {
    const { use, saved, asked } = openMessenger({
      listSaved: () => {
        if (asked.mock.calls.length > 1) return [kept]
        happen(saved)
        return []
      },
    })
    const { ensureLoaded, isBookmarked } = use(() => useBookmarks()).result
    await ensureLoaded()
    expect([asked.mock.calls.length, isBookmarked(message(2).id), saved.list.length]).toEqual([2, true, 1])
  })

  it('of somebody who has gone meanwhile are nobody else\'s', async () => {
    const { use, saved } = openMessenger({
      listSaved: () => {
        saved.beginSession('somebody else')
        return [kept]
      },
    })
    await use(() => useBookmarks()).result.ensureLoaded()
    expect(saved.list).toEqual([])
  })
})

describe('messages that are sent later', () => {
  afterEach(() => vi.unstubAllGlobals())
  const tomorrow = { id: 'one', conversationId: shop, body: 'Good morning', dueAt: at }

  it('stand in the list once the server has them, and leave it when they are sent or taken back', async () => {
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

  it('stay in the list when the server could not be asked', async () => {
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
    ['without a connection, that it needs one', lost(), 'scheduled.offline'],
    ['of a thread that is gone, just that', refused('message_deleted'), 'scheduled.rootDeleted'],
    ['of a time that cannot be, why', wrongTime('dueAt'), 'scheduled.in_past'],
    ['of another field what everybody says', wrongTime('body'), 'errors.invalid'],
    ['of a refusal what everybody says', refused('forbidden'), 'errors.forbidden'],
  ])('say %s', (_, failure, text) => {
    expect(openMessenger().use(() => useScheduled()).result.problemOf(failure)).toBe(text)
  })
})
