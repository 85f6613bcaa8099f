/** Announcements kept in the live region: enough for a burst, few enough to stay light. */
const KEPT = 5

/**
 * What a screen reader hears: each message of others that arrives while the conversation is open,
 * once, by name, text, then time. History and one's own words are silent.
 */
export function useMessageAnnouncements(rows: Ref<TimelineRow[]>, me: string, phrase: (row: TimelineRow) => string) {
  const { t } = useI18n()
  const announcements = ref<{ id: string, text: string }[]>([])
  let heardSeq = lastSeqOf(rows.value)

  watch(rows, (now) => {
    const heard = heardSeq
    heardSeq = Math.max(heard, lastSeqOf(now))
    const fresh = now.filter(row => row.seq !== undefined && row.seq > heard && row.authorId !== me && !row.deleted)
    if (fresh.length === 0) return
    // After an outage a whole page arrives at once: nobody wants to hear all of it.
    const said = fresh.length > KEPT
      ? [{ id: `many-${heardSeq}`, text: t('messaging.timeline.newMessages', fresh.length) }]
      : fresh.map(row => ({ id: row.id, text: phrase(row) }))
    announcements.value = [...announcements.value, ...said].slice(-KEPT)
  })
  return announcements
}

function lastSeqOf(rows: readonly TimelineRow[]): number {
  return rows.findLast(row => row.seq !== undefined)?.seq ?? 0
}
