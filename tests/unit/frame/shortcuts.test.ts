import { describe, expect, it } from 'vitest'
import { formatShortcuts, isPressed, shortcuts, type Shortcut } from '../../../composables/frame/shortcuts.ts'

const event = (key: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...held }) as KeyboardEvent

describe('a shortcut', () => {
  it('[E-12] is its key with exactly what is held', () => {
    expect(isPressed(event('k', { ctrlKey: true }), shortcuts.jump)).toBe(true)
    expect(isPressed(event('K', { metaKey: true }), shortcuts.jump)).toBe(true)
    expect(isPressed(event('k'), shortcuts.jump)).toBe(false)
    expect(isPressed(event('k', { ctrlKey: true, shiftKey: true }), shortcuts.jump)).toBe(false)
    expect(isPressed(event('ArrowUp'), shortcuts.previous)).toBe(false)
    expect(isPressed(event('ArrowUp', { altKey: true }), shortcuts.previous)).toBe(true)
  })

  it('[E-12] is a sign wherever the keyboard has it, and a place where layouts differ', () => {
    expect(isPressed(event('?', { shiftKey: true }), shortcuts.keys)).toBe(true)
    expect(isPressed(event('?'), shortcuts.keys)).toBe(true)
    expect(isPressed(event('/', { ctrlKey: true, shiftKey: true, code: 'Digit7' }), formatShortcuts.numbers as Shortcut)).toBe(true)
  })

  it('[E-12] is none while a word is being composed or AltGr types a sign', () => {
    expect(isPressed(event('k', { ctrlKey: true, isComposing: true }), shortcuts.jump)).toBe(false)
    expect(isPressed(event('e', { ctrlKey: true, altKey: true }), formatShortcuts.code as Shortcut)).toBe(false)
  })

  it('[E-12] means one thing only', () => {
    const all = [...Object.values(shortcuts), ...Object.values(formatShortcuts)].map(shortcut => JSON.stringify(shortcut))
    expect(new Set(all).size).toBe(all.length)
  })
})
