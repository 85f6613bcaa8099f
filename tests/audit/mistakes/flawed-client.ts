import { v7 as uuidv7 } from 'uuid'
import type { ApiInput } from '#shared/api-types.ts'
import type { EventGate } from '#client/sync/event-gate.ts'
import type { RequestApi } from '#client/ports.ts'
import type { ServerEventTable } from '#client/connection/server-events.ts'
import type { ConversationsStore } from '../../../stores/conversations.ts'

/** The mistake "no idempotency": every attempt to send carries another id. */
export function withFreshIds(request: RequestApi): RequestApi {
  return (operation, ...input) => {
    if (operation !== 'sendMessage') return request(operation, ...input)
    const { params, body } = input[0] as ApiInput<'sendMessage'>
    return request('sendMessage', { params, body: { body: body.body, id: uuidv7() } }) as never
  }
}

/** The mistake "no gap check": whatever is new is applied, whether or not something before it is missing. */
export function withoutGapCheck(gate: EventGate, store: ConversationsStore): EventGate {
  return {
    ...gate,
    receive: (fact) => {
      if (fact.changeSeq > (store.conversations[fact.conversationId]?.cursor ?? 0)) store.applyFact(fact)
    },
  }
}

/** The mistake "no beacon": what the server announces is not heard, as if it were silent. */
export function withoutBeacon(table: ServerEventTable): ServerEventTable {
  return { ...table, 'heads:announced': () => undefined }
}
