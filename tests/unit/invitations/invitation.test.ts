import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick, reactive, ref, shallowRef, watch } from 'vue'
import type { Failure } from '#client/api/failure.ts'
import { readFailure } from '#client/api/failure.ts'
import { storedInvitation } from '../../../composables/invitations/storedInvitation.ts'
import { returnPath } from '../../../composables/frame/returnPath.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useReceivedInvitation } from '../../../composables/invitations/useReceivedInvitation.ts'
import { createStorage } from '../../helpers/browser-storage.ts'
import { shop } from '../../helpers/bakery.ts'
import { fail, lost, refused } from '../../helpers/vue/scene.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const settle = () => new Promise(setImmediate)
const details = { projectName: 'Bakery' }

type Answers = Record<string, (input: { body?: { token?: string } }) => unknown>

/** Opens the invitation page at a URL, in a tab with this session storage. */
async function open(answers: Answers, { hash = '#token', params = {}, storage = createStorage() }: { hash?: string, params?: { token?: string }, storage?: Storage } = {}) {
  const route = reactive({ hash, params })
  const navigateTo = vi.fn()
  const nuxtApp = { callHook: vi.fn() }
  const request = vi.fn(async (operation: string, input: object = {}) => (answers[operation] ?? (() => fail(lost())))(input))
  const globals = {
    readFailure, useAttempt, navigateTo, ref, shallowRef, computed, watch, refreshNuxtData: vi.fn(), sessionStorage: storage,
    useNuxtApp: () => nuxtApp, useClient: () => () => ({ settle: async () => undefined }), useRoute: () => route, useApi: () => ({ request }),
  }
  const { result } = mounted(globals, () => useReceivedInvitation())
  await settle()
  return { ...result, route, navigateTo, nuxtApp, request, storage, kept: () => storage.getItem('parley-invitation') }
}

describe('an invitation', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[S-8] is read with the token of the fragment in a request body, and stored for the sign-in', async () => {
    const { request, invitation, isLoading, kept } = await open({ readInvitation: () => details })
    expect(request.mock.calls).toEqual([['readInvitation', { body: { token: 'token' } }]])
    expect([invitation.value, isLoading.value, kept()]).toEqual([details, false, 'token'])
  })

  it('[S-8] comes from the tab\'s storage if the URL has no token, otherwise from the URL', async () => {
    const storage = createStorage(new Map([['parley-invitation', 'kept']]))
    const { token } = await open({ readInvitation: () => details }, { hash: '', storage })
    const { token: other } = await open({ readInvitation: () => details }, { hash: '#other', storage })
    expect([token.value, other.value]).toEqual(['kept', 'other'])
  })

  it('[S-8] with an older link is opened, and its token is removed from the path', async () => {
    const { token, invitation, navigateTo, request, route } = await open({ readInvitation: () => details }, { hash: '', params: { token: 'old' } })
    expect([token.value, invitation.value, navigateTo.mock.calls]).toEqual(['old', details, [[{ path: '/invite', hash: '#old' }, { replace: true }]]])
    Object.assign(route, { hash: '#old', params: {} })
    await nextTick()
    expect(request).toHaveBeenCalledOnce()
  })

  it('is reported as missing without a request if the URL has no token', async () => {
    const { isMissing, isLoading, request } = await open({}, { hash: '' })
    expect([isMissing.value, isLoading.value, request.mock.calls]).toEqual([true, false, []])
  })

  it.each<[string, Failure, string]>([
    ['has run out', refused('invitation_expired'), 'invitation_expired'],
    ['is broken', refused('invitation_invalid'), 'invitation_invalid'],
    ['is no token at all', refused('invalid'), 'invitation_invalid'],
  ])('that %s says why, and is removed from the storage', async (_, failure, code) => {
    const { invitation, refusal, canRetry, kept } = await open({ readInvitation: () => fail(failure as never) })
    expect([invitation.value, refusal.value?.code, canRetry.value, kept()]).toEqual([undefined, code, false, null])
  })

  it('that failed to load can be retried', async () => {
    const answers: Answers = {}
    const { invitation, refusal, canRetry, retry, kept } = await open(answers)
    expect([refusal.value?.code, canRetry.value, kept()]).toEqual(['network', true, 'token'])
    answers.readInvitation = () => details
    await retry()
    expect([refusal.value, invitation.value]).toEqual([undefined, details])
  })

  it('opened after another one in the same tab replaces it, whichever response arrives first', async () => {
    const first = Promise.withResolvers<unknown>()
    const { invitation, route } = await open({ readInvitation: ({ body }) => body?.token === 'token' ? first.promise : { projectName: 'Museum' } })
    route.hash = '#second'
    await settle()
    first.resolve(details)
    await settle()
    expect(invitation.value).toEqual({ projectName: 'Museum' })
  })

  it.each([
    ['the group that it is for', { conversationId: shop, projectId: 'bakery' }, `/c/${shop}`],
    ['the project when it is for no group', { conversationId: null, projectId: 'bakery' }, '/p/bakery'],
  ])('leads to %s, and is removed from the storage', async (_, accepted, path) => {
    const { join, navigateTo, kept } = await open({ readInvitation: () => details, acceptInvitation: () => accepted })
    expect(await join()).toBe(true)
    expect([navigateTo.mock.calls, kept()]).toEqual([[[path]], null])
  })

  it('does not navigate if it is refused', async () => {
    const { join, failure, navigateTo } = await open({ readInvitation: () => details, acceptInvitation: () => fail(refused('invitation_outdated')) })
    expect([await join(), failure.value?.code, navigateTo.mock.calls]).toEqual([false, 'invitation_outdated', []])
  })

  it('switches the account: signs out, and the tab still stores the token', async () => {
    const storage = createStorage()
    const answers: Answers = { readInvitation: () => details }
    const { changeAccount, failure, nuxtApp, kept } = await open(answers, { storage })
    expect([await changeAccount(), failure.value?.code, nuxtApp.callHook.mock.calls]).toEqual([false, 'network', []])
    // Signing out may clear the browser's storage.
    answers.logout = () => storage.clear()
    expect(await changeAccount()).toBe(true)
    expect(nuxtApp.callHook).toHaveBeenCalledExactlyOnceWith('session:ended')
    expect(kept()).toBe('token')
  })
})

describe('the stored invitation', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is empty where the browser blocks storage', () => {
    const closed = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    vi.stubGlobal('sessionStorage', { getItem: closed, setItem: closed, removeItem: closed })
    storedInvitation.store('token')
    storedInvitation.clear()
    expect(storedInvitation.read()).toBe('')
    vi.stubGlobal('sessionStorage', undefined)
    expect(() => storedInvitation.read()).toThrow(TypeError)
  })
})

describe('the page to return to after sign-in', () => {
  it.each([
    ['/c/1?message=2', '/c/1?message=2'],
    ['/invite#secret', '/invite'],
    ['/verify?x=1#token=secret#more', '/verify?x=1'],
  ])('[S-39] does not contain the fragment: %s', (fullPath, path) => expect(returnPath({ fullPath })).toBe(path))
})
