import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick, ref } from 'vue'
import type { FieldError } from '#shared/errors.ts'
import type { Failure } from '#client/api/failure.ts'
import { readFailure } from '#client/api/failure.ts'
import { useSwitcherActions } from '../../../composables/search/useSwitcherActions.ts'
import { useDeviceSessions } from '../../../composables/account/useDeviceSessions.ts'
import { useForm } from '../../../composables/frame/useForm.ts'
import { useSignOut } from '../../../composables/account/useSignOut.ts'
import { lost, refused } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

const settle = () => new Promise(setImmediate)
/** Texts are replaced by their keys. */
const texts = {
  readFailure,
  useErrorText: () => ({ fieldText: (field: string, rule: string) => `${field} ${rule}`, failureText: ({ code }: Failure) => code }),
  useI18n: () => ({ t: (key: string) => key }),
}

describe('a form', () => {
  afterEach(() => vi.unstubAllGlobals())

  function open(check?: (values: { email: string }) => FieldError[]) {
    const { calls, request } = answeredByHand()
    const submit = (values: unknown) => request('submit', values)
    return { calls, form: mounted(texts, () => useForm({ email: '' }, { submit, ...(check && { check }) })).result }
  }

  it('is submitted once however often its button is pressed, and again after the response', async () => {
    const { calls, form } = open()
    const sending = form.send()
    await form.send()
    expect([calls.length, form.busy]).toEqual([1, true])
    calls[0]?.succeed(null)
    await sending
    void form.send()
    expect(calls).toHaveLength(2)
  })

  it('does not call the server for an invalid value, and clears the error once the field is edited', async () => {
    const { calls, form } = open(({ email }) => email === '' ? [{ field: 'email', rule: 'missing' }] : [])
    await form.send()
    expect([calls.length, form.errors.email, form.problem, form.attempts]).toEqual([0, 'email missing', '', 1])
    form.clearError('email')
    expect(form.errors.email).toBeUndefined()
    form.values.email = 'maya@harbor.example'
    void form.send()
    expect(calls).toHaveLength(1)
  })

  it.each<[string, Failure, [string | undefined, string]]>([
    ['beside its field', refused('invalid', { fields: [{ field: 'email', rule: 'taken' }] }), ['email taken', '']],
    ['as a whole when it is of a field that nobody sees', refused('invalid', { fields: [{ field: 'locale', rule: 'missing' }] }), [undefined, 'invalid']],
    ['as a whole when it is of no field', lost(), [undefined, 'network']],
  ])('shows a refusal %s and counts the attempt', async (_, failure, shown) => {
    const { calls, form } = open()
    const sending = form.send()
    calls[0]?.fail(failure as never)
    await sending
    expect([form.errors.email, form.problem]).toEqual(shown)
    expect([form.attempts, form.busy]).toEqual([1, false])
  })
})

describe('the signed-in devices', () => {
  afterEach(() => vi.unstubAllGlobals())

  function open() {
    const { calls, request } = answeredByHand()
    const announce = vi.fn(async () => undefined)
    const error = ref<unknown>()
    const data = ref([{ id: 'phone', current: false }, { id: 'desk', current: true }])
    const refresh = vi.fn(async () => undefined)
    const globals = { ...texts, useApi: () => ({ request }), useAnnouncements: () => ({ announce }), useAsyncData: () => ({ data, error, refresh }) }
    return { ...mounted(globals, () => useDeviceSessions()).result, calls, announce, error, refresh }
  }

  it('list the current one first, and announce a sign-out', async () => {
    const { sessions, end, calls, announce, refresh } = open()
    expect(sessions.value.map(({ id }) => id)).toEqual(['desk', 'phone'])
    const ending = end('phone')
    calls[0]?.succeed(null)
    await ending
    expect([calls[0]?.input, announce.mock.calls.length, refresh.mock.calls.length]).toEqual([{ params: { sessionId: 'phone' } }, 1, 1])
  })

  it('announce no failed sign-out, and are loaded again', async () => {
    const { endOthers, calls, announce, problem, refresh } = open()
    const ending = endOthers()
    calls[0]?.fail(lost())
    await ending
    expect([problem.value, announce.mock.calls.length, refresh.mock.calls.length]).toEqual(['network', 0, 1])
  })

  it('show a load error until they are loaded', async () => {
    const { problem, error } = open()
    error.value = refused('unavailable')
    await nextTick()
    expect(problem.value).toBe('unavailable')
    error.value = undefined
    await nextTick()
    expect(problem.value).toBe('')
  })
})

describe('the actions of the switcher', () => {
  afterEach(() => vi.unstubAllGlobals())

  function open(theme: 'dark' | 'light' | 'system') {
    const [change, navigateTo, signOut] = [vi.fn(), vi.fn(), vi.fn()]
    const globals = {
      ...texts, navigateTo, usePreferences: () => ({ change, preferences: computed(() => ({ theme })) }), useNewConversation: () => ({ openNotes: vi.fn() }), useSignOut: () => ({ signOut }),
    }
    const options = mounted(globals, () => useSwitcherActions({ create: vi.fn(), showKeys: vi.fn() })).result
    const choose = (id: string) => options.value.find(option => option.id === id)?.choose()
    return { choose, change, navigateTo, nameOf: (id: string) => options.value.find(option => option.id === id)?.name }
  }

  it.each([['dark', 'light'], ['light', 'dark'], ['system', 'dark']] as const)('change the theme from %s to %s, and say so in their label', (from, to) => {
    const { choose, change, nameOf } = open(from)
    expect(nameOf('theme')).toBe(`switcher.${to}`)
    choose('theme')
    expect(change).toHaveBeenCalledExactlyOnceWith({ theme: to })
  })

  it('lead to the user\'s own pages', () => {
    const { choose, navigateTo } = open('light')
    for (const place of ['threads', 'bookmarks', 'profile']) choose(place)
    expect(navigateTo.mock.calls).toEqual([['/threads'], ['/bookmarks'], ['/settings/profile']])
  })

  it('keep the user signed in after a failed sign-out, and say why until the next attempt', async () => {
    const { calls, request } = answeredByHand()
    const { signOut, problem } = mounted({ ...texts, useApi: () => ({ request }), useEndSession: () => (ask: () => Promise<unknown>) => ask() }, () => useSignOut()).result
    void signOut()
    calls[0]?.fail(lost())
    await settle()
    expect(problem.value).toBe('network')
    void signOut()
    expect(problem.value).toBe('')
  })
})
