import { v7 as uuidv7 } from 'uuid'
import type { OutboxReferences } from '#client/outbox/outbox-entry.ts'

/** Sends messages to a conversation through the outbox: they survive a reload and an outage. */
export function useSendMessage(conversationId: string) {
  const client = useClient()
  const { preferences } = usePreferences()
  const outbox = () => client().messaging.outbox

  /** Milliseconds for which its author may take it back. What a poll asks would be lost to the composer. */
  const holdOf = ({ poll }: OutboxReferences) => poll ? 0 : preferences.value.undoSendSeconds * 1_000

  /** Resolves when the message is kept on this device; from then on it will be sent. */
  async function send(body: string, references: OutboxReferences = {}): Promise<void> {
    await outbox().add({ id: uuidv7(), conversationId, body, ...references }, holdOf(references))
    void outbox().flush()
  }

  return {
    send,
    retry: (id: string) => outbox().retry(id),
    discard: (id: string) => outbox().discard(id),
    undo: (id: string) => outbox().undo(id),
  }
}
