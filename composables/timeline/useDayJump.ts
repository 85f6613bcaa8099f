interface DayJump {
  conversationId: string
  /** Starts a jump. The returned function tells whether it is still the latest. */
  startJump: () => () => boolean
  /** Runs an action and shows its failure. */
  attempt: (action: () => Promise<unknown>) => Promise<boolean>
}

/** Jumps to the first message of a day, or to the end when there is none since. */
export function useDayJump({ conversationId, startJump, attempt }: DayJump) {
  const { request } = useApi()

  /** `date` is a day in the browser's zone, such as 2026-11-20. */
  async function toDay(date: string, show: (id: string) => Promise<unknown>, toLatest: () => Promise<unknown>): Promise<void> {
    // A time without a zone means local time, including daylight saving.
    const from = new Date(`${date}T00:00:00`).toISOString()
    await attempt(async () => {
      const isLatest = startJump()
      const { messageId } = await request('findFirstMessage', { params: { conversationId }, query: { from } })
      if (isLatest()) await (messageId === null ? toLatest() : show(messageId))
    })
  }

  return { toDay }
}
