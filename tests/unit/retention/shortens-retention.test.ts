import { describe, expect, it } from 'vitest'
import { shortensRetention } from '../../../composables/conversations/shortensRetention.ts'

describe('keeping messages for fewer days', () => {
  it('[R-061] is asked about; keeping them as long, longer or for ever is not', () => {
    expect([shortensRetention(null, 90), shortensRetention(90, 89), shortensRetention(90, 90), shortensRetention(90, 91), shortensRetention(90, null), shortensRetention(null, null)])
      .toEqual([true, true, false, false, false, false])
  })
})
