import type { Device } from './client/device.ts'
import type { World } from './world/world.ts'

/** A message as the database holds it. */
interface StoredMessage {
  id: string
  conversation_id: string
  seq: number
  change_seq: number
  body: string
}

export interface Judgement {
  stored: number
  /** Messages that every device of their conversation holds, at their place. */
  delivered: number
  problems: string[]
  /** Something is wrong that no waiting heals. */
  isFinal: boolean
}

/** Problems of one kind that are shown; the rest is counted. */
const SHOWN = 3

/**
 * Compares what was acknowledged with what is stored and with what every device holds. Bodies are
 * unique, so a message that was stored under two ids shows.
 */
export async function judge({ world, devices, acknowledged }: { world: World, devices: readonly Device[], acknowledged: readonly string[] }): Promise<Judgement> {
  const stored = await world.database.query<StoredMessage & Record<string, unknown>>(
    'SELECT id, conversation_id, seq, change_seq, body FROM messages ORDER BY conversation_id, seq')
  const byConversation = Map.groupBy(stored, message => message.conversation_id)
  const conversationIds = [...new Set(devices.map(device => device.conversationId))]
  const undelivered = new Set<string>()
  const lasting = [
    ...problemsOfStore(stored, acknowledged),
    ...conversationIds.flatMap(id => problemsOfNumbers(byConversation.get(id) ?? [])),
  ]
  const passing = [
    ...await problemsOfOutboxes(devices, stored, acknowledged),
    ...devices.flatMap(device => problemsOfDevice(device, byConversation.get(device.conversationId) ?? [], undelivered)),
  ]
  return { stored: stored.length, delivered: stored.length - undelivered.size, problems: [...lasting, ...passing], isFinal: lasting.length > 0 }
}

function problemsOfStore(stored: readonly StoredMessage[], acknowledged: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const { body } of stored) counts.set(body, (counts.get(body) ?? 0) + 1)
  return [
    ...shown('acknowledged and not stored', acknowledged.filter(body => !counts.has(body))),
    ...shown('stored more than once', [...counts].filter(([, count]) => count > 1).map(([body]) => body)),
  ]
}

async function problemsOfOutboxes(devices: readonly Device[], stored: readonly StoredMessage[], acknowledged: readonly string[]): Promise<string[]> {
  const confirmed = new Set(acknowledged)
  const waiting = (await Promise.all(devices.map(device => device.waiting()))).flat()
  return [
    ...shown('neither acknowledged nor refused', waiting.filter(({ state }) => state !== 'failed').map(({ body }) => body)),
    ...shown('refused', waiting.filter(({ state }) => state === 'failed').map(({ body, error }) => `${body} (${error})`)),
    ...shown('stored and never acknowledged', stored.map(({ body }) => body).filter(body => !confirmed.has(body))),
  ]
}

function problemsOfNumbers(messages: readonly StoredMessage[]): string[] {
  return shown('numbered with a gap', messages.filter(({ seq, change_seq: changeSeq }, index) => seq !== index + 1 || changeSeq !== seq).map(({ body, seq }) => `${body} (seq ${seq})`))
}

function problemsOfDevice(device: Device, stored: readonly StoredMessage[], undelivered: Set<string>): string[] {
  const held = device.held()
  const ids = new Set(held.map(({ id }) => id))
  const missing = stored.filter(({ id }) => !ids.has(id))
  for (const { id } of missing) undelivered.add(id)
  const isSame = held.length === stored.length
    && held.every(({ id, seq, changeSeq, body }, index) => isEqual(stored[index], { id, seq, changeSeq, body }))
  return [
    ...shown('stored and not delivered to a device', missing.map(({ body }) => body)),
    ...(isSame || missing.length > 0 ? [] : [`a device holds ${held.length} messages that differ from the ${stored.length} in the database`]),
  ]
}

function isEqual(stored: StoredMessage | undefined, held: { id: string, seq: number, changeSeq: number, body: string }): boolean {
  return stored?.id === held.id && stored.seq === held.seq && stored.change_seq === held.changeSeq && stored.body === held.body
}

function shown(what: string, found: readonly string[]): string[] {
  if (found.length === 0) return []
  const rest = found.length > SHOWN ? ` and ${found.length - SHOWN} more` : ''
  return [`${found.length} ${what}: ${found.slice(0, SHOWN).join(', ')}${rest}`]
}
