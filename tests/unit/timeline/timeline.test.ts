import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildTimelineRows } from '../../../composables/timeline/timelineRows.ts'
import { useTimeline } from '../../../composables/timeline/useTimeline.ts'
import { usePendingChangesStore } from '../../../stores/pending-changes.ts'
import { message, openShop, shop } from '../../helpers/bakery.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

function openTimeline(conversationId = shop) {
  const { store, outboxStore } = openShop(3)
  const pending = usePendingChangesStore(createPinia())
  const globals = { buildTimelineRows, useConversationsStore: () => store, useOutboxStore: () => outboxStore, usePendingChangesStore: () => pending, useCalendar: () => ({ dayOf: () => 'today' }) }
  return { ...mounted(globals, () => useTimeline(conversationId, undefined)).result, outboxStore, pending }
}

describe('the timeline of a conversation', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('shows the messages with their pending changes, then the outbox', () => {
    const { rows, outboxStore, pending } = openTimeline()
    pending.applyChange(message(2).id, { body: 'Rye' })
    outboxStore.applyEntry({ id: 'unsent', conversationId: shop, body: 'Mine', createdAt: message(3).createdAt, state: 'waiting' })
    expect(rows.value.map(({ body }) => body)).toEqual(['number 1', 'Rye', 'number 3', 'Mine'])
  })

  it('is empty for a conversation that is not loaded', () => {
    const { head, rows } = openTimeline('left')
    expect([head.value, rows.value]).toEqual([undefined, []])
  })
})
