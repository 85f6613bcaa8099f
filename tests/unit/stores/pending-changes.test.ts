import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { usePendingChangesStore } from '../../../stores/pending-changes.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'

const thumb = '👍'
const cake = '🎂'

describe('pending', () => {
  let pending = usePendingChangesStore(createPinia())
  beforeEach(() => {
    pending = usePendingChangesStore(createPinia())
  })

  it('[T-27] a message shows its pending change until that is removed, and then looks as before', () => {
    const original = message(1, { reactions: [{ emoji: thumb, userIds: [sam] }] })
    pending.applyChange(original.id, { body: 'Rye, not wheat' })
    pending.applyReaction(original.id, thumb, true)
    pending.applyReaction(original.id, cake, true)
    expect(pending.withPending(original, maya)).toMatchObject({
      body: 'Rye, not wheat',
      reactions: [{ emoji: thumb, userIds: [sam, maya] }, { emoji: cake, userIds: [maya] }],
    })
    pending.removeReaction(original.id, cake)
    pending.removeReaction(original.id, thumb)
    pending.removeChange(original.id, 'body')
    expect(pending.withPending(original, maya)).toBe(original)
    expect(pending.changes).toEqual({})
  })

  it('[R-069] a change that the server has already applied changes nothing, and the last removed reaction removes its emoji', () => {
    const original = message(1, { reactions: [{ emoji: thumb, userIds: [maya] }, { emoji: cake, userIds: [maya, sam] }] })
    pending.applyReaction(original.id, thumb, true)
    expect(pending.withPending(original, maya).reactions).toEqual(original.reactions)
    pending.applyReaction(original.id, thumb, false)
    pending.applyReaction(original.id, cake, false)
    expect(pending.withPending(original, maya).reactions).toEqual([{ emoji: cake, userIds: [sam] }])
  })

  it('[R-060] a deleted message shows no content, whatever other changes are pending', () => {
    const original = message(1, { reactions: [{ emoji: thumb, userIds: [sam] }] })
    pending.applyChange(original.id, { body: 'Other words', deleted: true })
    expect(pending.withPending(original, maya)).toMatchObject({ body: '', reactions: [], deletedAt: expect.any(String) })
    const gone = message(2, { body: '', deletedAt: original.createdAt })
    pending.applyChange(gone.id, { body: 'Too late' })
    expect(pending.withPending(gone, maya)).toBe(gone)
  })
})
