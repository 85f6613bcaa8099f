import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, createApp, ref } from 'vue'
import { provideMentions, useMentions } from '../../../composables/composer/useMentions.ts'
import { head, maya, openShop, participant, sam } from '../../helpers/bakery.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

describe('mentions in a conversation', () => {
  afterEach(() => vi.unstubAllGlobals())

  function openMentions(change: Parameters<typeof head>[1] | undefined, role?: string) {
    const { store } = openShop(3)
    const globals = {
      useConversationsStore: () => store, useProjects: () => ({ projects: computed(() => [{ id: 'bakery', role }]) }),
      useConversationNames: () => ({ personName: ({ name }: { name: string }) => name }), useMentionNames: () => () => (target: string) => `name of ${target}`,
    }
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    return createApp({}).runWithContext(() => change === undefined ? useMentions() : mounted({ provide: vi.fn() }, () => provideMentions(ref(head(3, change)))).result)
  }

  it('offer every other participant with a name, and in a group `all` and `team`', () => {
    const participants = [participant(maya, 'Maya', 0), participant(sam, 'Sam', 0), participant('deleted', '', 0)]
    expect(openMentions({ participants }).choices.value).toEqual([{ target: sam, name: 'Sam' }, { target: 'all', name: 'name of all' }, { target: 'team', name: 'name of team' }])
    expect(openMentions({ participants, type: 'direct' }).choices.value).toEqual([{ target: sam, name: 'Sam' }])
  })

  it.each([['lead', true], ['team', true], ['client', false], [undefined, false]])('of the team mean the project role %s: %s', (role, meant) => {
    const { meansMe } = openMentions({ projectId: 'bakery' }, role)
    expect([maya, 'all', sam, 'team'].map(meansMe)).toEqual([true, true, false, meant])
  })

  it('of the team mean no user in a group without a project', () => {
    expect(openMentions({ projectId: null }, 'lead').meansMe('team')).toBe(false)
  })

  it('outside of a conversation offer nothing and mean no user', () => {
    const { choices, meansMe, nameOf } = openMentions(undefined)
    expect([choices.value, meansMe(maya), nameOf(sam)]).toEqual([[], false, `name of ${sam}`])
  })
})
