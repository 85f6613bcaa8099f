interface DayJump {
  conversationId: string
  /** The reader wants to be elsewhere; says later whether that still holds. */
  startJump: () => () => boolean
  /** Runs what may fail, and shows why. */
  attempt: (action: () => Promise<unknown>) => Promise<boolean>
}

/** Leads to the first message of a day, or to the end when nothing was said since. */
export function useDayJump({ conversationId, startJump, attempt }: DayJump) {
  const { request } = useApi()

  /** `date` is a day in the browser's zone, such as 2026-11-20. */
  async function toDay(date: string, show: (id: string) => Promise<unknown>, toLatest: () => Promise<unknown>): Promise<void> {
    // Without a zone it is midnight here, summer time included.
    const from = new Date(`${date}T00:00:00`).toISOString()
    await attempt(async () => {
      const isLatest = startJump()
      const { messageId } = await request('findFirstMessage', { params: { conversationId }, query: { from } })
      if (isLatest()) await (messageId === null ? toLatest() : show(messageId))
    })
  }

  return { toDay }
}
