import { describe, expect, it } from 'vitest'
import { ownPath } from '#shared/own-path.ts'

describe('where to go after sign-in', () => {
  it.each([
    ['/c/0190b5a0', '/c/0190b5a0'],
    ['/settings/profile?tab=1#about', '/settings/profile?tab=1#about'],
    ['/', '/'],
    ['/c/../settings', '/settings'],
    ['/search?q=https://harbor.example', '/search?q=https://harbor.example'],
  ])('[S-31] follows a path of this site: %s', (next, path) => {
    expect(ownPath(next)).toBe(path)
  })

  it.each([
    '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example', '\t//evil.example',
    'https://evil.example', 'http:evil.example', 'javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '/./\\evil.example',
    '/..//evil.example', '/.//evil.example', 'settings', '', ' /settings', '/a\\b', '/\u0000',
  ])('[S-31] goes nowhere else: %j', (next) => {
    expect(ownPath(next, '/home')).toBe('/home')
  })

  it.each([undefined, null, 3, ['/c/1', '//evil.example'], {}])('[S-31] takes nothing but a text: %j', (next) => {
    expect(ownPath(next)).toBe('/')
  })
})
