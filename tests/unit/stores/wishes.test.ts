import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useWishesStore } from '../../../stores/wishes.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'

const thumb = '👍'
const cake = '🎂'

describe('wishes', () => {
  let wishes = useWishesStore(createPinia())
  beforeEach(() => {
    wishes = useWishesStore(createPinia())
  })

  it('[T-27] a message looks as wished until the wish is dropped, and then exactly as before', () => {
    const original = message(1, { reactions: [{ emoji: thumb, userIds: [sam] }] })
    wishes.applyWish(original.id, { body: 'Rye, not wheat' })
    wishes.applyReaction(original.id, thumb, true)
    wishes.applyReaction(original.id, cake, true)
    expect(wishes.granted(original, maya)).toMatchObject({
      body: 'Rye, not wheat',
      reactions: [{ emoji: thumb, userIds: [sam, maya] }, { emoji: cake, userIds: [maya] }],
    })
    wishes.dropReaction(original.id, cake)
    wishes.dropReaction(original.id, thumb)
    wishes.dropWish(original.id, 'body')
    expect(wishes.granted(original, maya)).toBe(original)
    expect(wishes.wishes).toEqual({})
  })

  it('[R-069] a wish that the server has granted already changes nothing, and the last one who leaves takes the emoji along', () => {
    const original = message(1, { reactions: [{ emoji: thumb, userIds: [maya] }, { emoji: cake, userIds: [maya, sam] }] })
    wishes.applyReaction(original.id, thumb, true)
    expect(wishes.granted(original, maya).reactions).toEqual(original.reactions)
    wishes.applyReaction(original.id, thumb, false)
    wishes.applyReaction(original.id, cake, false)
    expect(wishes.granted(original, maya).reactions).toEqual([{ emoji: cake, userIds: [sam] }])
  })

  it('[R-060] a deleted message shows nothing of its content, whatever else was wished', () => {
    const original = message(1, { reactions: [{ emoji: thumb, userIds: [sam] }] })
    wishes.applyWish(original.id, { body: 'Other words', deleted: true })
    expect(wishes.granted(original, maya)).toMatchObject({ body: '', reactions: [], deletedAt: expect.any(String) })
    const gone = message(2, { body: '', deletedAt: original.createdAt })
    wishes.applyWish(gone.id, { body: 'Too late' })
    expect(wishes.granted(gone, maya)).toBe(gone)
  })
})
