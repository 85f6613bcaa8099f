import type { Changes, Message, SyncResponse } from '#shared/types.ts'
import type { Person } from '../plan.ts'
import { HttpClient } from './http-client.ts'
import type { Arrival, Wire } from './wire.ts'

/**
 * Speaks with the product as any client of its API does: a send is a POST with a Bearer token,
 * facts arrive over the socket, and a returning client requests a sync and then the changes.
 * With several nodes, clients and requests are spread over them in turn.
 */
export function createProductWire(urls: readonly string[]): Wire {
  const http = new HttpClient()
  let turn = 0

  function nextUrl(): string {
    turn += 1
    return urls[turn % urls.length] ?? ''
  }

  async function ask<Data>(method: string, path: string, { token }: Person, body?: unknown): Promise<Data> {
    const answer = await http.send(method, `${nextUrl()}${path}`, token, body)
    if (answer.status >= 300) throw new Error(`${method} ${path.replaceAll(/[0-9a-f-]{36}/g, ':id')} was answered with ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
    return (answer.body as { data: Data }).data
  }

  /** Every device that comes back knows whose history its cursors belong to. */
  let epoch: string | undefined

  return {
    handshake: ({ token }, _roomId, index) => ({
      url: urls[index % urls.length] ?? '',
      headers: { Authorization: `Bearer ${token}` },
      auth: {},
    }),
    arrivalOf: ({ name, payload }) => name === 'message:created' ? toArrival((payload as { message: Message }).message) : undefined,
    post: async ({ id, roomId, author, body }) => {
      await ask('POST', `/api/v1/conversations/${roomId}/messages`, author, { id, body })
    },
    catchUp: async (person, roomId, position) => {
      const answer = await ask<SyncResponse>('POST', '/api/v1/sync', person, { epoch, cursors: { [roomId]: position }, followed: [roomId] })
      epoch = answer.epoch
      const arrivals: Arrival[] = []
      for (let [changes] = answer.changes; changes;) {
        arrivals.push(...changes.messages.map(toArrival))
        const after = arrivals.at(-1)?.position ?? position
        changes = changes.done ? undefined : await ask<Changes>('GET', `/api/v1/conversations/${roomId}/changes?after=${after}`, person)
      }
      return arrivals
    },
    close: () => http.close(),
  }
}

function toArrival({ id, body, changeSeq }: Message): Arrival {
  return { id, body, position: changeSeq }
}
