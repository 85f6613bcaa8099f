const DAY_MS = 86_400_000

/** The reader's time zone (IANA name), the same on the server and at hydration. */
export function useTimeZone() {
  const cookie = useCookie('time-zone', { maxAge: 31_536_000, sameSite: 'lax' })
  return useState('time-zone', () => isTimeZone(cookie.value) ? cookie.value : 'UTC')
}

/** The language of the interface as the reader's region writes it, such as en-GB: with 14:05, not 2:05 PM. */
export function useRegionalLocale() {
  const { locale } = useI18n()
  // The server reads the request header. A page that first shows a time later asks the browser.
  const accepted = useState('regional-locales', () => (useRequestHeader('accept-language') ?? navigator.languages.join()).match(/\b[a-z]{2}-[A-Z]{2}\b/g) ?? [])
  return computed(() => accepted.value.find(tag => tag.startsWith(`${locale.value}-`)) ?? locale.value)
}

/** The current time in milliseconds, updated every minute. */
export function useClock() {
  return useState('clock', () => Date.now())
}

/** Stores the browser's time zone for the next server rendering, and updates the clock. Call once, in the layout. */
export function useLocalTime(): void {
  const cookie = useCookie('time-zone', { maxAge: 31_536_000, sameSite: 'lax' })
  const timeZone = useTimeZone()
  const clock = useClock()
  onMounted(() => {
    timeZone.value = Intl.DateTimeFormat().resolvedOptions().timeZone
    cookie.value = timeZone.value
    clock.value = Date.now()
  })
  useIntervalFn(() => clock.value = Date.now(), 60_000)
}

/**
 * Times (ISO 8601) in the reader's language and zone. Formatters are costly: call this once in a
 * list and pass the texts to its rows.
 */
export function useCalendar() {
  const locale = useRegionalLocale()
  const timeZone = useTimeZone()
  const clock = useClock()
  const formatters = computed(() => formattersFor(locale.value, timeZone.value))

  const dayOf = (time: string | number) => formatters.value.key.format(new Date(time))
  const daysAgo = (time: string) => (Date.parse(dayOf(clock.value)) - Date.parse(dayOf(time))) / DAY_MS

  /** 14:05 */
  const timeOf = (time: string) => formatters.value.time.format(new Date(time))
  /** Friday, 20 November 2026 at 14:05 */
  const momentOf = (time: string) => formatters.value.moment.format(new Date(time))
  /** Today, Yesterday, or Friday, 20 November */
  const dayNameOf = (time: string) => {
    const days = daysAgo(time)
    return days === 0 || days === 1
      ? formatters.value.relative.format(-days, 'day')
      : formatters.value.day.format(new Date(time))
  }
  /** The shortest clear form: 14:05, Fri or 20 Nov */
  const shortOf = (time: string) => {
    const days = daysAgo(time)
    if (days <= 0) return timeOf(time)
    return days < 7 ? formatters.value.weekday.format(new Date(time)) : formatters.value.date.format(new Date(time))
  }
  return { dayOf, timeOf, momentOf, dayNameOf, shortOf }
}

function formattersFor(locale: string, timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone })
  return {
    // A fixed calendar and language: this text is compared, never shown.
    key: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    time: format({ timeStyle: 'short' }),
    moment: format({ dateStyle: 'full', timeStyle: 'short' }),
    day: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    weekday: format({ weekday: 'short' }),
    date: format({ day: 'numeric', month: 'short' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  }
}

/** A cookie is untrusted input: an unknown zone would throw in every formatter. */
function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || name === '') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  }
  catch {
    return false
  }
}
