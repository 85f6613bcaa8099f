import { describe, expect, it } from 'vitest'
import { splitLinks } from '../../composables/messageLinks.ts'

describe('links in messages', () => {
  it('[R-051] finds web and mail addresses and keeps every character of the text', () => {
    const body = 'See https://harbor.example/plan?a=1, or write to maya@harbor.example.\nThanks!'
    const pieces = splitLinks(body)
    expect(pieces.map(piece => piece.text).join('')).toBe(body)
    expect(pieces.flatMap(piece => piece.href ?? [])).toEqual([
      'https://harbor.example/plan?a=1',
      'mailto:maya@harbor.example',
    ])
  })

  it.each([
    ['javascript:alert(1)'],
    ['data:text/html,<script>alert(1)</script>'],
    ['vbscript:x'],
    ['ftp://harbor.example/plan'],
    ['//harbor.example/plan'],
    ['file:///etc/passwd'],
  ])('[S-22] %s stays text', (body) => {
    expect(splitLinks(body).every(piece => piece.href === undefined)).toBe(true)
  })

  it('[R-051] the name of a file is not a site', () => {
    expect(splitLinks('It is in readme.md')).toEqual([{ text: 'It is in readme.md' }])
  })
})
