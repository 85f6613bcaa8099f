import { describe, expect, it } from 'vitest'
import { passwordStrength } from '#shared/password-strength.ts'

describe('the strength that is shown beside a new password', () => {
  it.each([
    ['', 'too_short'],
    ['short7!', 'too_short'],
    ['aaaaaaaaaaaa', 'weak'],
    ['12345678', 'weak'],
    ['abcdefghijkl', 'weak'],
    ['x7#Kp2!q', 'fair'],
    ['lamp tide orchard', 'good'],
    ['slow harbour lights at six in June', 'strong'],
  ] as const)('[R-014] %j is %s', (password, strength) => {
    expect(passwordStrength(password)).toBe(strength)
  })

  it('[R-014] never falls when a character is added', () => {
    const order = ['too_short', 'weak', 'fair', 'good', 'strong']
    const password = 'Seven gulls over Quay Street, 1987!'
    const levels = [...password].map((_, index) => order.indexOf(passwordStrength(password.slice(0, index + 1))))
    expect(levels).toEqual([...levels].sort((a, b) => a - b))
  })
})
