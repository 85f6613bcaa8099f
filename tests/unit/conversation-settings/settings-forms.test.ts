import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { readFailure } from '#client/api/failure.ts'
import { shortensRetention } from '../../../composables/conversations/shortensRetention.ts'
import { settingsRestored } from '../../../composables/conversations/settingsRestored.ts'
import { useAfterOutage } from '../../../composables/frame/useAfterOutage.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useConversationSettings } from '../../../composables/conversations/useConversationSettings.ts'
import { useEndSession } from '../../../composables/account/useEndSession.ts'
import { useInvitationList } from '../../../composables/invitations/useInvitationList.ts'
import { useParticipants } from '../../../composables/people/useParticipants.ts'
import { useProjectMembers } from '../../../composables/projects/useProjectMembers.ts'
import { useProjectSettings } from '../../../composables/projects/useProjectSettings.ts'
import { head, openShop, shop } from '../../helpers/bakery.ts'
import { lost, refused } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

const settle = () => new Promise(setImmediate)

function openServer(globals: Record<string, unknown> = {}) {
  const server = answeredByHand()
  const { store } = openShop(3)
  const all = { useAttempt, readFailure, shortensRetention, useApi: () => ({ request: server.request }), useConversationsStore: () => store, ...globals }
  return { ...server, store, use: <Result>(composable: () => Result) => mounted(all, composable).result }
}

describe('forms of settings', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-050] of a conversation send what was changed here, and nothing of what others changed meanwhile', async () => {
    const { calls, use, store } = openServer()
    const { form, save, changed, failure, versions, loadVersions, hasEarlier, loadEarlier, restore } = use(() => useConversationSettings(() => store.conversations[shop]?.head ?? head(3)))
    expect(changed.value).toBe(false)
    form.topic = '  Bread  '
    expect(changed.value).toBe(true)
    const failing = save()
    expect(calls[0]?.input).toEqual({ params: { conversationId: shop }, body: { topic: 'Bread' } })
    calls[0]?.fail(refused('forbidden'))
    expect([await failing, failure.value?.code, form.topic]).toEqual([false, 'forbidden', '  Bread  '])
    const { settings } = head(3)
    const saving = save()
    calls[1]?.succeed(head(3, { changeSeq: 4, title: 'Renamed by Sam', settings: { ...settings, topic: 'Bread' } }))
    expect([await saving, form.title, form.topic, changed.value]).toEqual([true, 'Renamed by Sam', 'Bread', false])
    const loading = loadVersions()
    calls[2]?.succeed([{ version: 52 }, { version: 51 }])
    await loading
    expect(hasEarlier.value).toBe(true)
    const loadingMore = loadEarlier()
    expect(calls[3]?.input).toMatchObject({ query: { before: 51 } })
    calls[3]?.succeed([{ version: 50 }, { version: 1 }])
    await loadingMore
    expect([versions.value?.map(({ version }) => version), hasEarlier.value]).toEqual([[52, 51, 50, 1], false])
    const restoring = restore(1)
    calls[4]?.succeed(head(3, { changeSeq: 5, settings }))
    await restoring
    // What stood there is no longer the whole story.
    expect([versions.value, store.conversations[shop]?.head.settings.topic]).toEqual([undefined, settings.topic])
  })

  it('[R-047] [R-049] [R-050] of a conversation show what others change meanwhile, and never send it back as it was', () => {
    const { calls, use, store } = openServer()
    const { form, save, changed } = use(() => useConversationSettings(() => store.conversations[shop]?.head ?? head(3)))
    const { settings } = head(3)
    form.theme = 'sea'
    store.applyHead(head(3, { changeSeq: 4, title: 'Renamed', settings: { ...settings, topic: 'Bread' } }))
    expect([form.topic, form.title, form.theme]).toEqual(['Bread', 'Renamed', 'sea'])
    void save()
    expect(calls[0]?.input).toEqual({ params: { conversationId: shop }, body: { theme: 'sea' } })
    store.applyHead(head(3, { changeSeq: 5, title: 'Renamed', settings: { ...settings, topic: 'Cake', theme: 'sea' } }))
    expect([form.topic, changed.value]).toEqual(['Cake', false])
  })

  it('[R-050] say what going back to a version changes, each field once, and nothing that is so already', () => {
    const version = (number: number, ...changes: [field: string, from: string | number | null, to: string | number | null][]) => ({
      version: number, changedById: 'maya', changedByName: 'Maya', changedAt: '2026-03-05T08:00:00.000Z', restoredVersion: null,
      changes: changes.map(([field, from, to]) => ({ field, from, to })),
    })
    const versions = [
      version(4, ['topic', 'Cake', 'Rye'], ['theme', 'sea', 'harbor']),
      version(3, ['topic', 'Bread', 'Cake'], ['theme', 'harbor', 'sea']),
      version(2, ['retentionDays', 30, null]),
      version(1, ['topic', '', 'Bread']),
    ]
    expect(settingsRestored(versions, 2)).toEqual([{ field: 'topic', from: 'Rye', to: 'Bread' }])
    expect(settingsRestored(versions, 1)).toEqual([{ field: 'topic', from: 'Rye', to: 'Bread' }, { field: 'retentionDays', from: null, to: 30 }])
    expect(settingsRestored(versions, 4)).toEqual([])
  })

  it('[R-061] of a project say before when fewer messages would be kept, and nothing before they are loaded', async () => {
    const { calls, use } = openServer()
    const { form, load, save, loaded, changed, shortens, failure } = use(() => useProjectSettings('bakery'))
    form.retentionDays = 30
    expect([loaded.value, changed.value, shortens.value]).toEqual([false, false, false])
    const loading = load()
    calls[0]?.succeed({ deletionWindow: null, retentionDays: 90, purgeAfterDays: 30 })
    await loading
    expect([form.retentionDays, changed.value]).toEqual([90, false])
    form.retentionDays = 30
    expect([changed.value, shortens.value]).toEqual([true, true])
    const saving = save()
    expect(calls[1]?.input).toEqual({ params: { projectId: 'bakery' }, body: { retentionDays: 30 } })
    calls[1]?.fail(lost())
    expect([await saving, failure.value?.code, form.retentionDays]).toEqual([false, 'network', 30])
  })
})

describe('the people of a group', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-038] come in however many were chosen, and those who are in stay when the rest could not', async () => {
    const { calls, use, store } = openServer()
    const { add, failure } = use(() => useParticipants(shop))
    const everyone = Array.from({ length: 120 }, (_, index) => `person ${index}`)
    const adding = add(everyone)
    calls[0]?.succeed(head(3, { changeSeq: 4, title: 'Fifty more' }))
    await settle()
    calls[1]?.fail(lost())
    expect([await adding, failure.value?.code, store.conversations[shop]?.head.title]).toEqual([false, 'network', 'Fifty more'])
    const trying = add(everyone.slice(50))
    for (const call of [2, 3]) {
      calls[call]?.succeed(head(3, { changeSeq: 5 }))
      await settle()
    }
    expect([await trying, calls.map(({ input }) => (input as { body: { userIds: string[] } }).body.userIds.length)]).toEqual([true, [50, 50, 50, 20]])
  })
})

describe('lists that belong to a place', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-043] an invitation is created in its group or project, and shown even when the list cannot be loaded', async () => {
    const group = openServer()
    const intoGroup = group.use(() => useInvitationList({ conversationId: shop }))
    const wanted = { role: 'member', maxUses: 1, days: 7 } as const
    const creating = intoGroup.create(wanted)
    expect(group.calls[0]).toMatchObject({ operation: 'createGroupInvitation', input: { params: { conversationId: shop }, body: { role: 'member' } } })
    group.calls[0]?.succeed({ id: 'made' })
    await settle()
    group.calls[1]?.fail(lost())
    expect([await creating, intoGroup.failure.value?.code, intoGroup.invitations.value]).toEqual([{ id: 'made' }, 'network', []])

    const project = openServer()
    const intoProject = project.use(() => useInvitationList({ projectId: 'bakery' }))
    const failing = intoProject.create(wanted)
    expect(project.calls[0]).toMatchObject({ operation: 'createProjectInvitation', input: { params: { projectId: 'bakery' }, body: { projectRole: 'client', maxUses: 1 } } })
    project.calls[0]?.fail(refused('too_many_invitations'))
    expect([await failing, intoProject.failure.value?.code]).toEqual([undefined, 'too_many_invitations'])
    const revoking = intoProject.revoke('made')
    project.calls[1]?.succeed(null)
    await settle()
    project.calls[2]?.succeed([{ id: 'other' }])
    expect([await revoking, intoProject.invitations.value]).toEqual([true, [{ id: 'other' }]])
  })

  it('[R-043] an invitation whose answer was lost stands in the list, so that nobody makes it again', async () => {
    const { calls, use } = openServer()
    const { create, failure, invitations } = use(() => useInvitationList({ projectId: 'bakery' }))
    const creating = create({ maxUses: 1, days: 7 })
    calls[0]?.fail(lost())
    await settle()
    calls[1]?.succeed([{ id: 'made' }])
    expect([await creating, failure.value?.code, invitations.value]).toEqual([undefined, 'network', [{ id: 'made' }]])
    const again = create({ maxUses: 1, days: 7 })
    calls[2]?.fail(lost())
    await settle()
    calls[3]?.fail(refused('forbidden'))
    expect([await again, failure.value?.code, invitations.value]).toEqual([undefined, 'network', [{ id: 'made' }]])
  })

  it('the members of a project chosen before never stand under the one chosen now', async () => {
    const { calls, use } = openServer({ useAfterOutage: () => undefined })
    const chosen = ref('')
    const { members } = use(() => useProjectMembers(chosen))
    chosen.value = 'bakery'
    await nextTick()
    chosen.value = 'museum'
    await nextTick()
    calls[1]?.succeed({ members: [{ user: 'Otto' }] })
    calls[0]?.succeed({ members: [{ user: 'Maya' }] })
    await settle()
    expect(members.value).toEqual([{ user: 'Otto' }])
    chosen.value = ''
    await nextTick()
    expect([members.value, calls.length]).toEqual([[], 2])
  })

  it('a project chosen before that cannot be had says nothing about the one chosen now', async () => {
    const { calls, use } = openServer({ useAfterOutage: () => undefined })
    const chosen = ref('bakery')
    const { failure, loaded } = use(() => useProjectMembers(chosen))
    chosen.value = 'museum'
    await nextTick()
    calls[0]?.fail(lost())
    await settle()
    expect([failure.value, loaded.value]).toEqual([undefined, false])
  })

  it('[R-038] members that could not be had are not taken for nobody, and come with the connection', async () => {
    const resumptions = ref(0)
    const { calls, use } = openServer({ useAfterOutage, useConnection: () => ({ resumptions }) })
    const { members, loaded, failure } = use(() => useProjectMembers(ref('bakery')))
    calls[0]?.fail(lost())
    await settle()
    expect([loaded.value, failure.value?.code]).toEqual([false, 'network'])
    resumptions.value += 1
    await nextTick()
    calls[1]?.succeed({ members: [{ user: 'Maya' }] })
    await settle()
    expect([members.value, loaded.value, failure.value]).toEqual([[{ user: 'Maya' }], true, undefined])
  })
})

describe('ending the session by hand', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-002] writes what waits first, and forgets the person only when the server has ended it', async () => {
    const steps: string[] = []
    const signOut = ref<string>()
    const states: (string | undefined)[] = []
    const globals = {
      useNuxtApp: () => ({ callHook: async (name: string) => void steps.push(`${name} ${signOut.value}`) }),
      useSignOutState: () => signOut,
      useClient: () => () => ({ settle: async () => void steps.push('settled') }),
    }
    const end = mounted(globals, () => useEndSession()).result
    await expect(end(() => Promise.reject(lost()))).rejects.toMatchObject({ code: 'network' })
    expect([steps.splice(0), signOut.value]).toEqual([['settled'], undefined])
    await end(async () => void states.push(signOut.value))
    expect([states, steps, signOut.value]).toEqual([['requested'], ['settled', 'session:ended confirmed'], 'confirmed'])
  })

  it.each(['unauthenticated', 'session_revoked'] as const)('[R-002] of which the server says %s is over all the same, though not by hand', async (code) => {
    const steps: string[] = []
    const globals = { useNuxtApp: () => ({ callHook: async (name: string) => void steps.push(name) }), useSignOutState: () => ref(), useClient: () => () => ({ settle: async () => undefined }) }
    const end = mounted(globals, () => useEndSession()).result
    await expect(end(() => Promise.reject(refused(code)))).rejects.toMatchObject({ code })
    expect(steps).toEqual(['session:ended'])
  })
})
