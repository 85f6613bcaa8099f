import type { z } from 'zod'
import { clientEvents, serverEvents } from '#shared/contracts/events.ts'
import { USER_SOCKETS_MAX, SESSION_SOCKETS_MAX, socketBudgets } from '#shared/limits.ts'
import type { SchemaPrinter } from './schema-printer.ts'
import { createSchemaPrinter } from './schema-printer.ts'

interface EventContract { summary: string, audience: string, payload: z.ZodType }

/**
 * The AsyncAPI 3.0 document of the socket: one channel with a message for every event. Operations
 * are named from the client's side: it receives server events and sends client events.
 */
export function asyncapiDocument({ version, socketPath }: { version: string, socketPath: string }) {
  const printer = createSchemaPrinter()
  const messages = { ...messagesOf(serverEvents, printer), ...messagesOf(clientEvents, printer) }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley socket events',
      version,
      description: `Socket.IO at ${socketPath}. Sign in over HTTP first: the handshake takes the same cookie or bearer token. `
        + 'Every client event is acknowledged with { ok: true } or { ok: false, error: { code, retryAfter? } }. '
        + `A socket may send ${socketBudgets.events.points} events in ${socketBudgets.events.seconds} seconds; after ${socketBudgets.refusals.points} refused events in ${socketBudgets.refusals.seconds} seconds `
        + 'the next one is acknowledged with too_many_requests, and the server disconnects. '
        + `A session may have ${SESSION_SOCKETS_MAX} sockets and a user ${USER_SOCKETS_MAX}; the handshake of a further one fails with too_many_connections.`,
      license: { name: 'MIT' },
    },
    components: { schemas: printer.schemas() },
    channels: { socket: { address: socketPath, messages } },
    operations: {
      receive: { action: 'receive', channel: { $ref: '#/channels/socket' }, messages: referencesTo(serverEvents) },
      send: { action: 'send', channel: { $ref: '#/channels/socket' }, messages: referencesTo(clientEvents) },
    },
  }
}

function messagesOf(events: Record<string, EventContract>, printer: SchemaPrinter) {
  return Object.fromEntries(Object.entries(events).map(([name, { summary, audience, payload }]) => [keyOf(name), {
    name,
    summary,
    description: `To: ${audience}`,
    payload: printer.print(payload, 'output'),
  }]))
}

function referencesTo(events: Record<string, EventContract>) {
  return Object.keys(events).map(name => ({ $ref: `#/channels/socket/messages/${keyOf(name)}` }))
}

export type AsyncapiDocument = ReturnType<typeof asyncapiDocument>

/** The event name in camel case; AsyncAPI does not allow a colon in a key. */
function keyOf(name: string): string {
  return name.replaceAll(/:(\w)/g, (_, letter: string) => letter.toUpperCase())
}
