import { v7 as uuidv7 } from 'uuid'
import { now, pass, reached } from '../clock.ts'
import type { RoomPlan, TargetAddress } from '../plan.ts'
import type { Random } from '../random.ts'
import { createRandom } from '../../simulator/random.ts'
import { pick } from '../random.ts'
import { quantileOf } from '../statistics.ts'
import type { Balance } from './ledger.ts'
import { Ledger } from './ledger.ts'
import { createProductWire } from './product-wire.ts'
import type { RoomState } from './room.ts'
import { Room } from './room.ts'
import type { RoomClient } from './room-client.ts'
import { runSchedule } from './schedule.ts'
import { connectSlim } from './slim-connection.ts'
import type { Strain } from './strain.ts'
import { watchStrain } from './strain.ts'
import type { Wire } from './wire.ts'
import { connectWitness } from './witness-connection.ts'
import { createYardstickWire } from './yardstick-wire.ts'

export interface ConnectPlan {
  target: TargetAddress
  rooms: RoomPlan[]
  /** The number of the first client of this process among all of the load. */
  firstIndex: number
}

export interface RunPlan {
  /** Sends a second of this process. */
  rate: number
  seconds: number
  /** Seconds before, with the same load, that do not count. */
  warmUp: number
  /** Milliseconds, see `runSchedule`. */
  offset: number
  /** Seconds of load that may be outstanding before the run is given up. */
  patience: number
  seed: number
}

export interface RunReport extends Balance, Strain {
  /** False when the run ended before its time, such as because the target fell too far behind. */
  complete: boolean
  /** Milliseconds by which sends left the generator late, 99th percentile. */
  latenessP99: number
}

/** Handshakes under way at one time: enough to keep a server busy, too few to overrun its queue. */
const CONNECTING_AT_ONCE = 64
/** Milliseconds that are granted after the last send until everything has arrived. */
const GRACE_MS = 15_000
/** However low the rate, as many sends may be outstanding. */
const HOPELESS_MIN = 200

/** What one generator process does: it holds the clients of some rooms and sends into them. */
export class Load {
  private rooms: readonly Room[] = []
  private wire: Wire | undefined
  private ledger = new Ledger()
  private isFinishing = false
  private readonly buffer = Buffer.allocUnsafe(256 * 1_024)

  /** Connects every client; returns how long it took, in ms. */
  async connect({ target, rooms, firstIndex }: ConnectPlan): Promise<{ duration: number }> {
    this.wire = target.kind === 'product' ? createProductWire(target.urls) : createYardstickWire(target.urls[0] ?? '')
    let index = firstIndex
    this.rooms = rooms.map((plan) => {
      const room = new Room(plan, index, arrival => this.ledger.arrive(arrival.id))
      index += plan.members.length
      return room
    })
    const start = now()
    await this.forEachClient((room, client) => this.open(room, client))
    return { duration: now() - start }
  }

  /** Sends at an even rate and waits until everything has arrived or the grace is over. */
  async run({ rate, seconds, warmUp, offset, seed, patience }: RunPlan): Promise<RunReport> {
    const ledger = new Ledger()
    this.ledger = ledger
    this.isFinishing = false
    const random = createRandom(seed)
    const strain = watchStrain()
    const { lateness, complete } = await runSchedule({
      rate,
      duration: (seconds + warmUp) * 1_000,
      offset,
      send: (due, sinceStart) => this.post(ledger, random, due, sinceStart >= warmUp * 1_000),
      isOver: () => this.isFinishing || ledger.outstanding > Math.max(HOPELESS_MIN, rate * patience),
    })
    const fared = strain.stop()
    await reached(() => ledger.outstanding === 0, { within: GRACE_MS })
    return { ...ledger.close(), ...fared, complete, latenessP99: quantileOf(lateness.sort(), 0.99) }
  }

  /** Ends the run under way before its time; it still waits for what was sent. */
  async finish(): Promise<void> {
    this.isFinishing = true
  }

  /**
   * Cuts every connection and lets all clients come back at once.
   * @returns milliseconds from the cut until the last one was back in sync
   */
  async storm(): Promise<{ duration: number }> {
    for (const room of this.rooms) {
      for (const client of room.clients) {
        client.startCatchingUp()
        client.connection?.cut()
      }
    }
    const start = now()
    await this.forEachClient(async (room, client) => {
      await this.open(room, client)
      client.catchUp(await this.requireWire().catchUp(client.person, room.plan.id, client.cursor))
    })
    return { duration: now() - start }
  }

  /** How every room ended. */
  async states(): Promise<RoomState[]> {
    return this.rooms.map(room => room.state())
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    for (const room of this.rooms) {
      for (const client of room.clients) client.connection?.cut()
    }
    this.wire?.close()
    this.rooms = []
    await pass(0)
  }

  private async forEachClient(work: (room: Room, client: RoomClient) => Promise<void>): Promise<void> {
    const waiting = this.rooms.flatMap(room => room.clients.map(client => ({ room, client }))).values()
    const lanes = Array.from({ length: CONNECTING_AT_ONCE }, async () => {
      for (const { room, client } of waiting) await work(room, client)
    })
    await Promise.all(lanes)
  }

  private async open(room: Room, client: RoomClient): Promise<void> {
    const wire = this.requireWire()
    const handshake = wire.handshake(client.person, room.plan.id, client.index)
    const listener = {
      event: (packet: { name: string, payload: unknown }) => {
        const arrival = wire.arrivalOf(packet)
        if (arrival) client.hear(arrival)
        else client.otherEvents += 1
      },
      lost: () => undefined,
    }
    const isWitness = client === room.clients[0]
    client.connection = isWitness
      ? await connectWitness(handshake, listener)
      : await connectSlim({ handshake, listener, memory: room.memory, buffer: this.buffer })
  }

  private post(ledger: Ledger, random: Random, due: number, counted: boolean): void {
    const room = pick(random, this.rooms)
    const author = pick(random, room.plan.members)
    const emitter = pick(random, room.clients)
    const id = uuidv7()
    ledger.open(id, { due, counted, recipients: room.clients.length })
    const emit = async (name: string, payload: unknown) => await emitter.connection?.emit(name, payload)
    const message = { id, roomId: room.plan.id, author, body: bodyOf(random) }
    this.requireWire().post(message, emit).then(() => ledger.acknowledge(id), (error: unknown) => ledger.refuse(id, error))
  }

  private requireWire(): Wire {
    if (!this.wire) throw new Error('Nothing is connected yet')
    return this.wire
  }
}

const sentences = [
  'The new header is on staging, have a look when you find a minute.',
  'Thank you! Could the blue be a little calmer?',
  'Sure. I moved the call to Thursday, 10:30.',
  'Invoice 2041 is paid; the receipt is in the project folder now.',
  'One question about the footer: do the three columns stay on a phone, or do they stack below each other as in the first draft?',
] as const

function bodyOf(random: Random): string {
  return pick(random, sentences)
}
