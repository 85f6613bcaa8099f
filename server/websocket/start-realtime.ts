import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import type { Redis } from 'ioredis'
import type { EventPublisher } from '#server/domain/events.ts'
import { allowLaterRequest, allowHandshake } from './allow-handshake.ts'
import type { AuthenticateCredential } from './authenticate.ts'
import { authenticate } from './authenticate.ts'
import { announceHeads, beaconInterval } from './beacon.ts'
import { createIo } from './create-io.ts'
import type { ClientEventHandlers } from './handlers/client-event.ts'
import { handleClientEvents } from './handlers/client-event.ts'
import { presenceSet } from './handlers/presence.ts'
import { typingStart, typingStop } from './handlers/typing.ts'
import { createSocketCaps } from './limits/socket-caps.ts'
import { allowOneSocket } from './limits/allow-one-socket.ts'
import { disconnectFloods } from './limits/disconnect-floods.ts'
import { createRedisCounts } from './limits/redis-counts.ts'
import { createSingleNodeCounts } from './limits/socket-counts.ts'
import { announcePresence } from './presence/announce-presence.ts'
import { sendCurrentPresence } from './presence/send-current-presence.ts'
import { createMemoryStore } from './presence/presence-store.ts'
import type { Presence } from './presence/presence.ts'
import { createPresence } from './presence/presence.ts'
import { createRedisStore } from './presence/redis-store.ts'
import { createPublisher } from './publish.ts'
import { createRedisAdapter } from './redis-adapter.ts'
import { repeat } from './repeat.ts'
import { reportFailures } from './report-failures.ts'
import type { RealtimeServer } from './socket-types.ts'
import { subscribe } from './subscribe.ts'
import type { Sweep } from './sweep.ts'
import { createSweep } from './sweep.ts'
import type { Timings } from './timings.ts'
import { defaultTimings } from './timings.ts'
import type { Typing } from './typing.ts'
import { createTyping } from './typing.ts'

interface Options {
  /** The HTTP server to serve on, or the server of a `SocketEndpoint`. */
  server: HttpServer
  path: string
  origins: readonly string[]
  authenticateCredential: AuthenticateCredential
  /** The connection for commands; `undefined` with a single node. */
  redis: Redis | undefined
  /** Whether an event that breaks its contract throws. */
  validate: boolean
  timings?: Partial<Timings>
}

/** Sockets, events and presence of one node. */
export interface Realtime {
  readonly io: RealtimeServer
  readonly publisher: EventPublisher
  readonly presence: Presence
  /** Closes every socket; clients reconnect to another node. Published events still reach other nodes. */
  drain(): Promise<void>
  /** Closes the connection to Redis. */
  stop(): void
}

/** Starts Socket.IO with presence, limits, sweep and beacon. */
export function startRealtime({ server, path, origins, authenticateCredential, redis, validate, timings: given }: Options): Realtime {
  const timings = { ...defaultTimings, ...given }
  const shared = redis && createRedisAdapter({ commands: redis, onError: reportFailures('Redis adapter') })
  const io = createIo({ server, path, origins, allowRequest: allowHandshake, allowLaterRequest, timings, adapter: shared?.adapter })
  disconnectFloods(io)
  const node = randomUUID()
  const publisher = createPublisher({ io, validate })
  const presence = createPresence({
    store: redis ? createRedisStore({ redis, node, lease: timings.presenceLease }) : createMemoryStore(),
    delivery: presenceOf => ({
      sendChanges: changes => announcePresence(io, changes),
      sendCurrent: newcomers => sendCurrentPresence(io, newcomers, presenceOf),
    }),
    timings,
    onError: reportFailures('presence'),
  })
  const sweep = createSweep(io)
  const caps = createSocketCaps({ counts: redis ? createRedisCounts({ redis, node }) : createSingleNodeCounts(), onError: reportFailures('socket counts') })
  io.use(allowOneSocket()).use(authenticate(authenticateCredential)).use(caps.check).use(subscribe)
  receive(io, { presence, sweep, typing: createTyping({ publisher, timeout: timings.typing }) })
  const tasks = [
    repeat(() => timings.sweep, sweep.checkAll, reportFailures('sweep')),
    repeat(() => timings.presenceRenew, caps.retryUpdates, reportFailures('socket counts')),
    repeat(() => timings.verify, sweep.checkScheduled, reportFailures('sweep')),
    repeat(() => beaconInterval(timings.beacon), () => announceHeads(io, timings.beaconWindow), reportFailures('beacon')),
  ]
  return {
    io,
    publisher,
    presence,
    async drain() {
      await Promise.all([presence.stop(), ...tasks.map(task => task.stop())])
      await io.close()
    },
    stop: () => shared?.close(),
  }
}

function receive(io: RealtimeServer, { presence, sweep, typing }: { presence: Presence, sweep: Sweep, typing: Typing }): void {
  const handlers: ClientEventHandlers = {
    'typing:start': typingStart(typing),
    'typing:stop': typingStop(typing),
    'presence:set': presenceSet(presence),
  }
  io.on('connection', (socket) => {
    presence.arrive(socket)
    sweep.schedule(socket)
    handleClientEvents(socket, handlers)
    socket.on('disconnect', (reason) => {
      presence.leave(socket)
      typing.forget(socket)
      // Without its socket, the connection would stay open but uncounted.
      if (reason === 'client namespace disconnect') socket.conn.close()
    })
  })
}
