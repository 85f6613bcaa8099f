import { describe, expect, it } from 'vitest'
import { findLinks } from '../../../composables/message/text/links.ts'

describe('links in messages', () => {
  it('finds web and mail addresses where they stand', () => {
    const body = 'See https://harbor.example/plan?a=1, or write to maya@harbor.example.\nThanks!'
    const links = findLinks(body)
    expect(links.map(({ start, end }) => body.slice(start, end))).toEqual(['https://harbor.example/plan?a=1', 'maya@harbor.example'])
    expect(links.map(({ href }) => href)).toEqual(['https://harbor.example/plan?a=1', 'mailto:maya@harbor.example'])
  })

  it.each([
    ['javascript:alert(1)'],
    ['data:text/html,<script>alert(1)</script>'],
    ['vbscript:x'],
    ['ftp://harbor.example/plan'],
    ['//harbor.example/plan'],
    ['file:///etc/passwd'],
  ])('[S-22] %s stays text', (body) => {
    expect(findLinks(body)).toEqual([])
  })

  it('the name of a file is not a site', () => {
    expect(findLinks('It is in readme.md')).toEqual([])
  })
})
