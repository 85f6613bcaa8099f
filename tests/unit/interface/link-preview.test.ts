import { describe, expect, it } from 'vitest'
import { linkPreviewSource } from '../../../composables/linkPreviewSource.ts'
import { rowOfMessage } from '../../../composables/timelineRows.ts'
import { message } from '../stores/bakery.ts'

describe('what a link leads to', () => {
  it.each([
    ['the host alone where the page has no name', '', 'https://lume.example/menu', 'lume.example'],
    ['the host after the name', 'Osteria Lume', 'https://www.lume.example/menu', 'Osteria Lume · lume.example'],
    ['the host once where it is the name', 'Lume.example', 'https://lume.example/', 'lume.example'],
    ['the host of a page that calls itself another', 'bank.example', 'https://trap.example/', 'bank.example · trap.example'],
    ['the host that is meant, whatever stands before it', '', 'https://bank.example@trap.example/', 'trap.example'],
    ['letters that look like others as what they are', '', 'https://lum\u0435.example/', 'xn--lum-tdd.example'],
  ])('[E-08] says %s', (_case, siteName, url, expected) => {
    expect(linkPreviewSource({ siteName, url })).toBe(expected)
  })

  it('[E-08] stands with its message', () => {
    const preview = { url: 'https://lume.example/', title: 'Osteria Lume', description: 'By the harbour', siteName: '' }
    expect([message(1, { preview }), message(2)].map(each => rowOfMessage(each).preview)).toEqual([preview, null])
  })
})
