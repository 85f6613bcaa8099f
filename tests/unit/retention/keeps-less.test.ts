import { describe, expect, it } from 'vitest'
import { keepsLess } from '../../../composables/conversations/keepsLess.ts'

describe('keeping messages for fewer days', () => {
  it('[R-061] is asked about; keeping them as long, longer or for ever is not', () => {
    expect([keepsLess(null, 90), keepsLess(90, 89), keepsLess(90, 90), keepsLess(90, 91), keepsLess(90, null), keepsLess(null, null)])
      .toEqual([true, true, false, false, false, false])
  })
})
