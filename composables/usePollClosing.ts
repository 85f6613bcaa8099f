/** Units of time with their milliseconds, the largest first. */
const UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]] as const

/** When a poll closes: in the reader's words from now on ("in 3 hours"), and the whole moment. */
export function usePollClosing(closesAt: () => string | null) {
  const { locale } = useI18n()
  const { momentOf } = useCalendar()
  const clock = useClock()

  return reactive({
    when: computed(() => {
      const left = Date.parse(closesAt() ?? '') - clock.value
      const [unit, length] = UNITS.find(([, ms]) => left >= ms) ?? UNITS[2]
      return new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(Math.max(0, Math.round(left / length)), unit)
    }),
    moment: computed(() => momentOf(closesAt() ?? new Date(clock.value).toISOString())),
  })
}
