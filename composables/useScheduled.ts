import type { ServerEventPayload } from '#shared/events.ts'
import type { Failure } from './error-text.ts'

declare module '#app' {
  interface RuntimeNuxtHooks {
    /** A message waits to be sent later, was changed, or no longer waits. */
    'scheduled:updated': (event: ServerEventPayload<'scheduled:updated'>) => void
  }
}

interface NewScheduled {
  id: string
  body: string
  quotedId?: string
  dueAt: string
}

/** Messages that are sent later. All of it needs a connection; each call throws `ApiError`. */
export function useScheduled() {
  const nuxtApp = useNuxtApp()
  const store = useScheduledStore()
  const messaging = useMessagingStore()
  const { state } = useConnection()
  const { request } = useApi()
  const { t } = useI18n()
  const { failureText } = useErrorText()

  async function load(): Promise<void> {
    store.applyList(await request('listScheduled'))
  }

  async function schedule(conversationId: string, body: NewScheduled): Promise<void> {
    store.applyScheduled(body.id, await request('scheduleMessage', { params: { conversationId }, body }))
  }

  async function change(scheduledId: string, body: { body?: string, dueAt?: string }): Promise<void> {
    store.applyScheduled(scheduledId, await request('changeScheduled', { params: { scheduledId }, body }))
  }

  async function cancel(scheduledId: string): Promise<void> {
    await request('cancelScheduled', { params: { scheduledId } })
    store.applyScheduled(scheduledId, null)
  }

  async function sendNow(scheduledId: string): Promise<void> {
    messaging.applyMessage(await request('sendScheduled', { params: { scheduledId } }))
    store.applyScheduled(scheduledId, null)
  }

  /**
   * Keeps it true while it is on the screen: loads it, and again with every new connection, since
   * what changed without one has no other way here.
   */
  function keepFresh(attempt: (action: () => Promise<unknown>) => Promise<boolean>): void {
    onMounted(() => {
      store.beginSession(messaging.me)
      void attempt(load)
    })
    onScopeDispose(nuxtApp.hook('scheduled:updated', ({ id, scheduled }) => store.applyScheduled(id, scheduled)))
    watch(state, now => now === 'live' && attempt(load))
  }

  function problemOf({ code, details }: Failure): string {
    const [wrong] = details?.fields ?? []
    if (code === 'network') return t('later.offline')
    return wrong?.field === 'dueAt' ? t(`later.${wrong.rule}`) : failureText({ code, details })
  }

  return { store, load, schedule, change, cancel, sendNow, keepFresh, problemOf }
}
