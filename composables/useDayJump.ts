/** Leads to the first message of a day, or to the end when nothing was said since. */
export function useDayJump(conversationId: string, attempt: (action: () => Promise<unknown>) => Promise<boolean>) {
  const { request } = useApi()

  /** `date` is a day in the browser's zone, such as 2026-11-20. */
  async function toDay(date: string, show: (id: string) => Promise<unknown>, toLatest: () => Promise<unknown>): Promise<void> {
    // Without a zone it is midnight here, summer time included.
    const from = new Date(`${date}T00:00:00`).toISOString()
    await attempt(async () => {
      const { messageId } = await request('findMoment', { params: { conversationId }, query: { from } })
      await (messageId === null ? toLatest() : show(messageId))
    })
  }

  return { toDay }
}
