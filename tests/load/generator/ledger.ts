import { now } from '../clock.ts'

interface Entry {
  due: number
  /** Belongs to the measured time, not to the warm-up. */
  counted: boolean
  answer: 'acknowledged' | 'refused' | undefined
  awaited: number
  deliveredAt: number | undefined
  settled: boolean
}

/** What a run's books say. Times in milliseconds. */
export interface Balance {
  sent: number
  acknowledged: number
  refused: number
  /** One of the refusals, for the report. */
  refusal: string | undefined
  /** Acknowledged, but not everywhere. */
  lost: number
  /** From the time a send was due to its arrival at the last recipient. */
  latencies: Float64Array
}

/** Keeps the books of one run: what was due, what was acknowledged, where it arrived. */
export class Ledger {
  /** Sends that were not yet answered, or not yet heard by everybody. */
  outstanding = 0
  private readonly entries = new Map<string, Entry>()
  private readonly refusals: string[] = []

  /** Notes a message that `recipients` clients must hear. */
  open(id: string, { due, counted, recipients }: { due: number, counted: boolean, recipients: number }): void {
    this.entries.set(id, { due, counted, answer: undefined, awaited: recipients, deliveredAt: undefined, settled: false })
    this.outstanding += 1
  }

  acknowledge(id: string): void {
    const entry = this.entries.get(id)
    if (!entry) return
    entry.answer = 'acknowledged'
    this.settle(entry)
  }

  /** The send failed. It may have been stored all the same; nobody waits for it any longer. */
  refuse(id: string, reason: unknown): void {
    const entry = this.entries.get(id)
    if (!entry) return
    entry.answer = 'refused'
    this.refusals.push(String(reason))
    this.settle(entry)
  }

  /** A client has applied the message. */
  arrive(id: string): void {
    const entry = this.entries.get(id)
    if (!entry) return
    entry.awaited -= 1
    if (entry.awaited > 0) return
    entry.deliveredAt = now()
    this.settle(entry)
  }

  close(): Balance {
    const entries = [...this.entries.values()]
    const acknowledged = entries.filter(entry => entry.answer === 'acknowledged')
    const counted = entries.filter(entry => entry.counted && entry.deliveredAt !== undefined)
    return {
      sent: entries.length,
      acknowledged: acknowledged.length,
      refused: this.refusals.length,
      refusal: this.refusals[0],
      lost: acknowledged.filter(entry => entry.deliveredAt === undefined).length,
      latencies: Float64Array.from(counted, entry => (entry.deliveredAt ?? Number.NaN) - entry.due),
    }
  }

  private settle(entry: Entry): void {
    if (entry.settled || entry.answer === undefined) return
    if (entry.answer === 'acknowledged' && entry.deliveredAt === undefined) return
    entry.settled = true
    this.outstanding -= 1
  }
}
