import type { ServerEventPayload } from '#shared/events.ts'
import { fetchUntilCurrent } from '#client/sync/fetch-until-current.ts'
import type { Failure } from '#client/api/failure.ts'

declare module '#app' {
  interface RuntimeNuxtHooks {
    /** A notification arrived that is only for this user. */
    'notification:created': (event: ServerEventPayload<'notification:created'>) => void
  }
}

/** Reminders of messages. All actions need a connection; each call throws `ApiError`. */
export function useReminders() {
  const nuxtApp = useNuxtApp()
  const bookmarks = useBookmarksStore()
  const store = useRemindersStore()
  const messaging = useConversationsStore()
  const { resumptions } = useConnection()
  const { request } = useApi()
  const { t } = useI18n()
  const { failureText } = useErrorText()

  /** Only messages of conversations in which the user takes part. */
  const due = computed(() => store.due.filter(({ message }) => messaging.conversations[message.conversationId]))

  async function load(): Promise<void> {
    const { me } = store
    const due = await fetchUntilCurrent(bookmarks, () => request('listReminders'))
    if (store.me !== me) return
    store.applyDue(due)
    // Updates the copies in the list of bookmarks.
    for (const { message, ...times } of due) bookmarks.applyBookmark({ messageId: message.id, message, ...times })
  }

  async function remind(messageId: string, at: Date | string): Promise<void> {
    bookmarks.applyBookmark(await request('setReminder', { params: { messageId }, body: { at: new Date(at).toISOString() } }))
  }

  /** Removes the reminder. The bookmark stays. */
  async function finish(messageId: string): Promise<void> {
    bookmarks.applyBookmark(await request('removeReminder', { params: { messageId } }))
  }

  /**
   * Keeps the due reminders current while the component is mounted: loads them now, with each
   * notification and after each reconnect. Changes of bookmarks apply to them, too.
   */
  function keepFresh(attempt: (action: () => Promise<unknown>) => Promise<boolean>): void {
    onMounted(() => {
      store.beginSession(messaging.me)
      void attempt(load)
    })
    bookmarks.$onAction(({ name, args }) => {
      if (name === 'applyBookmark') store.applyBookmark(...args)
      else if (name === 'applyMessages') store.applyMessages(...args)
    })
    onScopeDispose(nuxtApp.hook('notification:created', () => void attempt(load)))
    watch(resumptions, () => attempt(load))
  }

  function problemOf({ code, details }: Failure): string {
    const [wrong] = details?.fields ?? []
    if (code === 'network') return t('remind.offline')
    return wrong?.field === 'at' ? t(`scheduled.${wrong.rule}`) : failureText({ code, details })
  }

  return { due, remind, finish, keepFresh, problemOf }
}
