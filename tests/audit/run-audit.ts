import { createCrowd } from '../load/database/people.ts'
import { now, pass, reached } from '../load/clock.ts'
import type { Random } from '../load/random.ts'
import { createRandom } from '../simulator/random.ts'
import type { Device } from './client/device.ts'
import { createDevice } from './client/device.ts'
import { planFaults } from './faults/plan.ts'
import type { Tally } from './faults/strike.ts'
import { strike } from './faults/strike.ts'
import type { Judgement } from './judge.ts'
import { judge } from './judge.ts'
import type { Mistake } from './mistakes/mistakes.ts'
import { flawsOf } from './mistakes/mistakes.ts'
import { sequenceTrigger } from './mistakes/sequence-trigger.ts'
import type { World } from './world/world.ts'
import { startWorld } from './world/world.ts'

export interface AuditOptions {
  nodes: number
  /** How long messages and blows fall. */
  seconds: number
  seed: number
  mistake?: Mistake | undefined
  /** Seconds that are granted at the end until every device holds everything. */
  settleSeconds?: number
  say?: (line: string) => void
}

export interface AuditVerdict extends Judgement {
  acknowledged: number
  faults: Tally
  /** acknowledged = stored = delivered, and nothing else is wrong. */
  passed: boolean
}

/** Milliseconds for the first connections. */
const INTRODUCTION_MS = 20_000
/** Milliseconds after which a client's wait for a missing event, and the fetch behind it, are over. */
const AFTER_GAPS_MS = 1_000
const ROOMS = 3
const PEOPLE_PER_ROOM = 3
const DEVICES_PER_PERSON = 2
/** Milliseconds between two messages of one device, at least and at most. */
const SEND_MIN_MS = 40
const SEND_MAX_MS = 440
/** Longer than two rounds of the beacon, which tells a silent conversation what it missed. */
const SETTLE_SECONDS = 30

/**
 * Lets devices talk while their connections, the servers, Redis and PostgreSQL are killed, then
 * grants some quiet and compares what was acknowledged, what is stored and what every device holds.
 */
export async function runAudit({ nodes, seconds, seed, mistake, settleSeconds = SETTLE_SECONDS, say = () => undefined }: AuditOptions): Promise<AuditVerdict> {
  const plan = planFaults({ random: createRandom(seed), seconds, nodes, devices: ROOMS * PEOPLE_PER_ROOM * DEVICES_PER_PERSON })
  // What happens between the blows depends on time as well, so it has chances of its own.
  const random = createRandom(seed + 1)
  const world = await startWorld({ nodes })
  if (mistake === 'database-sequence') await world.database.query(sequenceTrigger)
  const books: Books = { acknowledged: [], problems: new Set() }
  const devices = await createDevices(world, random, books, mistake)
  try {
    await introduce(devices)
    say(`  ${devices.length} devices connected`)
    const talk = { until: now() + seconds * 1_000 }
    const [faults] = await Promise.all([
      strike({ plan, world, devices, say }),
      ...devices.map(device => chat(device, random, talk)),
    ])
    say('  the last blow fell; the outboxes empty themselves')
    await lastWords(world, devices, settleSeconds)
    say('  everything is sent; silence')
    const judgement = await settle({ world, devices, books }, settleSeconds)
    const problems = [...books.problems, ...judgement.problems]
    return { ...judgement, problems, acknowledged: books.acknowledged.length, faults, passed: problems.length === 0 }
  }
  finally {
    for (const device of devices) device.end()
    await world.stop()
  }
}

interface Books {
  acknowledged: string[]
  problems: Set<string>
}

/** Two devices for everybody, spread over the nodes: what one sends the other must show, too. */
async function createDevices(world: World, random: Random, books: Books, mistake: Mistake | undefined): Promise<Device[]> {
  const rooms = await createCrowd({ databaseUrl: world.database.url, jwtSecret: world.jwtSecret, rooms: ROOMS, membersPerRoom: PEOPLE_PER_ROOM })
  const urls = world.nodes.map(node => node.url)
  return rooms.flatMap((room, place) => room.members.flatMap((person, index) => Array.from({ length: DEVICES_PER_PERSON }, (_device, device) => createDevice({
    name: `room ${place} person ${index} device ${device} message`,
    person,
    conversationId: room.id,
    urls,
    node: index + device,
    random,
    flaws: flawsOf(mistake),
    acknowledged: body => books.acknowledged.push(body),
    complain: problem => books.problems.add(problem),
  }))))
}

/** Everybody connects and hears a first message: from here on each device must hold the whole conversation. */
async function introduce(devices: readonly Device[]): Promise<void> {
  for (const device of devices) device.begin()
  for (const device of firstOfRooms(devices)) device.send('hello')
  if (!await reached(() => devices.every(device => device.cursor() > 0), { within: INTRODUCTION_MS })) {
    throw new Error('The devices did not connect')
  }
}

function firstOfRooms(devices: readonly Device[]): Device[] {
  return [...new Map(devices.toReversed().map(device => [device.conversationId, device])).values()]
}

async function chat(device: Device, random: Random, talk: { until: number }): Promise<void> {
  for (let number = 1; now() < talk.until; number += 1) {
    device.send(String(number))
    await pass(SEND_MIN_MS + random() * (SEND_MAX_MS - SEND_MIN_MS))
  }
}

/**
 * The hardest end: the last message of every conversation is sent while Redis is away, and then
 * everybody is silent. No later message shows what is missing.
 */
async function lastWords(world: World, devices: readonly Device[], seconds: number): Promise<void> {
  await allSent(devices, seconds)
  await world.redis?.kill()
  for (const device of devices) device.send('last but one')
  await allSent(devices, seconds)
  // By then each device with a gap has fetched everything up to now.
  await pass(AFTER_GAPS_MS)
  for (const device of firstOfRooms(devices)) device.send('last')
  await allSent(devices, seconds)
  await world.redis?.start()
}

/** Waits until every outbox is empty. One that is not by then is found by the judge. */
async function allSent(devices: readonly Device[], seconds: number): Promise<void> {
  const deadline = now() + seconds * 1_000
  for (const device of devices) {
    while ((await device.waiting()).length > 0 && now() < deadline) await pass(50)
  }
}

/** Judges again and again until nothing is wrong or the time is over. */
async function settle({ world, devices, books }: { world: World, devices: readonly Device[], books: Books }, seconds: number): Promise<Judgement> {
  const deadline = now() + seconds * 1_000
  for (;;) {
    const judgement = await judge({ world, devices, acknowledged: books.acknowledged })
    if (judgement.problems.length === 0 || judgement.isFinal || now() > deadline) return judgement
    await pass(250)
  }
}
