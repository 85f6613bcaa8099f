import { ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useCalendar, useRegionalLocale, useTimeZone } from '../../../composables/frame/useCalendar.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

/** The calendar of a reader at a moment; `cookie` is what their browser said of its zone before, `languages` what it asks for. */
function openCalendar(now: string, cookie: string | null, languages = 'en-GB,en;q=0.9') {
  const clock = Date.parse(now)
  const globals = {
    useI18n: () => ({ locale: ref('en') }),
    useRequestHeader: () => languages,
    useCookie: () => ref(cookie),
    useState: (key: string, initial: () => unknown) => ref(key === 'clock' ? clock : initial()),
  }
  return mounted(globals, () => ({ ...useCalendar(), zone: useTimeZone().value })).result
}

describe('times in the words of the reader', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('a day begins where the reader is, not where the server is', () => {
    const late = '2026-11-20T23:30:00.000Z'
    expect(openCalendar('2026-11-21T00:10:00.000Z', 'UTC').dayNameOf(late)).toBe('yesterday')
    expect(openCalendar('2026-11-21T00:10:00.000Z', 'Europe/Berlin').dayNameOf(late)).toBe('today')
    expect(openCalendar('2026-11-21T00:10:00.000Z', 'Europe/Berlin').timeOf(late)).toBe('00:30')
  })

  it('is as short as it stays clear', () => {
    const { shortOf, dayNameOf, momentOf } = openCalendar('2026-11-20T12:00:00.000Z', 'UTC')
    const times = ['2026-11-20T09:05:00.000Z', '2026-11-19T09:05:00.000Z', '2026-11-14T09:05:00.000Z', '2026-11-13T09:05:00.000Z']
    expect(times.map(shortOf)).toEqual(['09:05', 'Thu', 'Sat', '13 Nov'])
    expect(times.map(dayNameOf)).toEqual(['today', 'yesterday', 'Saturday 14 November', 'Friday 13 November'])
    expect(momentOf(times[0] ?? '')).toContain('20 November 2026')
  })

  it.each([
    ['sv-SE,en-GB;q=0.8,en-US;q=0.7', '14:05'], ['en-US,en;q=0.9', '2:05 PM'], ['en', '2:05 PM'], ['de-DE', '2:05 PM'],
    ['en-', '2:05 PM'], ['en-<b>,*;q=1', '2:05 PM'], ['', '2:05 PM'],
  ])('a browser that asks for %j reads %j', (languages, time) => {
    const { timeOf } = openCalendar('2026-11-20T12:00:00.000Z', 'UTC', languages)
    expect(timeOf('2026-11-20T14:05:00.000Z').replace('\u202F', ' ')).toBe(time)
  })

  it('a page that shows its first time after it came from the server asks the browser', () => {
    vi.stubGlobal('navigator', { languages: ['sv-SE', 'en-GB'] })
    const globals = { useI18n: () => ({ locale: ref('en') }), useRequestHeader: () => undefined, useState: (_key: string, initial: () => unknown) => ref(initial()) }
    expect(mounted(globals, () => useRegionalLocale()).result.value).toBe('en-GB')
  })

  it('a clock that is behind the server\'s shows a message of the future by its time', () => {
    expect(openCalendar('2026-11-20T23:59:00.000Z', 'UTC').shortOf('2026-11-21T00:01:00.000Z')).toBe('00:01')
  })

  it.each(['Mars/Olympus', '', null])('[R-012] a cookie with the zone %j cannot break the page', (cookie) => {
    expect(openCalendar('2026-11-20T12:00:00.000Z', cookie).zone).toBe('UTC')
  })
})
