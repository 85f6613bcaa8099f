import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref, watch } from 'vue'
import type { HostedActions } from '../../../composables/message/useMessageActionHost.ts'
import { provideHostedActions } from '../../../composables/message/useMessageActionHost.ts'
import type { MessageActions } from '../../../composables/message/useMessageActions.ts'
import { message } from '../../helpers/bakery.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

function openTimeline() {
  const host = ref<HostedActions | null>(null)
  const composer = { edit: vi.fn(), undoSend: vi.fn() }
  const outbox = { retry: vi.fn(), discard: vi.fn() }
  const [reply, show] = [vi.fn(), vi.fn()]
  let provided: MessageActions | undefined
  let hydrated = () => {}
  const globals = {
    watch, useSendMessage: () => outbox,
    onNuxtReady: (run: () => void) => void (hydrated = run),
    provideMessageActions: (actions: MessageActions) => void (provided = actions),
  }
  const { isReady } = mounted(globals, () => provideHostedActions({ conversationId: 'shop', host, composer, reply, show })).result
  if (!provided) throw new Error('No actions were provided')
  return { actions: provided, host, isReady, hydrate: () => hydrated(), composer, outbox, reply, show }
}

const createHost = () => ({ react: vi.fn(), openMenu: vi.fn(), openEmojiPicker: vi.fn(), openEditHistory: vi.fn(), quote: vi.fn() })

describe('the actions of a timeline', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('loads the host after hydration', () => {
    const { isReady, hydrate } = openTimeline()
    expect(isReady.value).toBe(false)
    hydrate()
    expect(isReady.value).toBe(true)
  })

  it('carries out the latest of the actions that were chosen before the host was loaded, once', async () => {
    const { actions, host } = openTimeline()
    const loaded = createHost()
    actions.react('one', '🍞')
    actions.quote('two')
    host.value = loaded
    await nextTick()
    expect([loaded.react.mock.calls, loaded.quote.mock.calls]).toEqual([[], [['two']]])
    host.value = null
    await nextTick()
    host.value = loaded
    await nextTick()
    expect(loaded.quote).toHaveBeenCalledOnce()
  })

  it('calls the loaded host at once', () => {
    const { actions, host } = openTimeline()
    const loaded = createHost()
    host.value = loaded
    actions.react('one', '🍞')
    actions.openEditHistory('one')
    expect([loaded.react.mock.calls, loaded.openEditHistory.mock.calls]).toEqual([[['one', '🍞']], [['one']]])
  })

  it('needs no host to edit, undo, retry, discard, reply or show', () => {
    const { actions, composer, outbox, reply, show } = openTimeline()
    actions.edit(message(1))
    actions.undoSend('one')
    actions.retry('two')
    actions.discard('three')
    actions.reply('four')
    actions.show('five')
    expect([composer.edit, composer.undoSend, outbox.retry, outbox.discard, reply, show].map(({ mock }) => mock.calls)).toEqual([[[message(1)]], [['one']], [['two']], [['three']], [['four']], [['five']]])
  })
})
