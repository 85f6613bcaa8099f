import { afterEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import type { TimelineContext } from '../../../composables/timeline/useTimelineContext.ts'
import { provideTimelineContext } from '../../../composables/timeline/useTimelineContext.ts'
import { head as shopHead, maya, openShop, participant, sam } from '../../helpers/bakery.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const participants = [participant(maya, 'Maya', 0), participant(sam, 'Sam', 2)]

interface Scene { head?: ReturnType<typeof shopHead> | undefined, place?: TimelineContext['place'], receipts?: boolean, account?: boolean }

function openContext({ head = shopHead(3, { participants }), place = 'conversation', receipts = true, account = true }: Scene = {}) {
  const { store } = openShop(3)
  const globals = {
    provide: vi.fn(), storeToRefs: () => ({ me: ref(store.me) }), useI18n: () => ({ t: (key: string) => key }),
    useConversationsStore: () => store, useConversationNames: () => ({ personName: ({ name }: { name: string }) => name }),
    useAccount: () => ({ account: ref(account ? { preferences: { readReceipts: receipts, messageStyle: 'lines', density: 'compact' } } : null) }),
  }
  return mounted(globals, () => provideTimelineContext({ place, head: ref(head), marked: ref(undefined) })).result
}

describe('the context of a timeline', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-076] names the other participants who have read a message', () => {
    const { readersOf, audience } = openContext()
    expect([readersOf(2), readersOf(3), readersOf(undefined), audience]).toEqual([['Sam'], [], [], 1])
  })

  it('[R-076] shows no readers to a user who hides read receipts', () => {
    expect(openContext({ receipts: false }).readersOf(2)).toEqual([])
  })

  it('shows no readers in a thread, whose replies have read markers of their own', () => {
    expect(openContext({ place: 'thread' }).readersOf(2)).toEqual([])
  })

  it('uses the look of the account, and the default look before the account is loaded', () => {
    const [chosen, unknown] = [openContext(), openContext({ account: false })]
    expect([chosen.look, chosen.density]).toEqual(['lines', 'compact'])
    expect([unknown.look, unknown.density, unknown.readersOf(2)]).toEqual(['bubbles', 'comfortable', ['Sam']])
  })

  it('names authors in groups and threads, but not in a direct conversation', () => {
    const direct = shopHead(3, { type: 'direct', participants })
    expect([openContext().named, openContext({ head: direct }).named, openContext({ head: direct, place: 'thread' }).named]).toEqual([true, false, true])
  })

  it('names a participant, and calls an author who left a former participant', () => {
    const { nameOf } = openContext()
    expect([nameOf(sam), nameOf('left')]).toEqual(['Sam', 'messaging.person.former'])
  })

  it('knows an archived conversation', () => {
    expect([openContext().archived, openContext({ head: shopHead(3, { status: 'archived' }) }).archived]).toEqual([false, true])
  })
})
