/** Announcements kept in the live region: enough for a burst of messages. */
const KEPT = 5

/**
 * Announcements for screen readers: each message of others that arrives while the timeline is open,
 * once. Pages of history and own messages are not announced. `phrase` makes the text.
 */
export function useMessageAnnouncements(rows: Ref<TimelineRow[]>, me: string, phrase: (row: TimelineRow) => string) {
  const { t } = useI18n()
  const announcements = ref<{ id: string, text: string }[]>([])
  let announcedSeq = lastSeqOf(rows.value)

  watch(rows, (now) => {
    const announced = announcedSeq
    announcedSeq = Math.max(announced, lastSeqOf(now))
    const fresh = now.filter(row => row.seq !== undefined && row.seq > announced && row.authorId !== me && !row.deleted)
    if (fresh.length === 0) return
    // After an outage a whole page arrives at once. Only the number of messages is announced.
    const added = fresh.length > KEPT
      ? [{ id: `many-${announcedSeq}`, text: t('messaging.timeline.newMessages', fresh.length) }]
      : fresh.map(row => ({ id: row.id, text: phrase(row) }))
    announcements.value = [...announcements.value, ...added].slice(-KEPT)
  })
  return announcements
}

function lastSeqOf(rows: readonly TimelineRow[]): number {
  return rows.findLast(row => row.seq !== undefined)?.seq ?? 0
}
