/** Units of time in milliseconds, the largest first. */
const UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]] as const

/** When a poll closes: relative to now ("in 3 hours") and as a date. Undefined for a poll without an end. */
export function usePollClosing(closesAt: () => string | null) {
  const { locale } = useI18n()
  const { momentOf } = useCalendar()
  const clock = useClock()

  function wordsFor(left: number): string {
    const [unit, length] = UNITS.find(([, ms]) => left >= ms) ?? UNITS[2]
    return new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(Math.max(0, Math.round(left / length)), unit)
  }

  return computed(() => {
    const at = closesAt()
    return at === null ? undefined : { at, when: wordsFor(Date.parse(at) - clock.value), moment: momentOf(at) }
  })
}
