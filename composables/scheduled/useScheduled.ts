import type { Failure } from '#client/api/failure.ts'
import type { NewReferences } from '#shared/types.ts'

/** The messages that a scheduled message may refer to. */
export type ScheduledReferences = Pick<NewReferences, 'parentId' | 'alsoInConversation' | 'quotedId'>

interface NewScheduled extends ScheduledReferences {
  id: string
  body: string
  dueAt: string
}

/** Scheduled messages. All actions need a connection; each call throws `ApiError`. */
export function useScheduled() {
  const store = useScheduledStore()
  const takeMessage = useApplyMessage()
  const { request } = useApi()
  const { t } = useI18n()
  const { failureText } = useErrorText()

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
    takeMessage(await request('sendScheduled', { params: { scheduledId } }))
    store.applyScheduled(scheduledId, null)
  }

  function problemOf({ code, details }: Failure): string {
    const [wrong] = details?.fields ?? []
    if (code === 'network') return t('scheduled.offline')
    if (code === 'message_deleted') return t('scheduled.rootDeleted')
    return wrong?.field === 'dueAt' ? t(`scheduled.${wrong.rule}`) : failureText({ code, details })
  }

  return { store, schedule, change, cancel, sendNow, problemOf }
}
