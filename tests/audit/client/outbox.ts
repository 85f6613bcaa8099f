import { v7 as uuidv7 } from 'uuid'
import type { Message } from '#shared/types.ts'
import { pass } from '../../load/clock.ts'
import type { Random } from '../../load/random.ts'
import type { Api } from './api.ts'
import { Unreachable } from './api.ts'

/** One message on its way, and what became of it. */
export interface Entry {
  id: string
  conversationId: string
  body: string
}

export interface OutboxOptions {
  api: Api
  random: Random
  /** See `Flaws`. */
  freshIds: boolean
  accepted: (entry: Entry, message: Message) => void
  /** An answer that ends an entry without a message: never right in an audit. */
  refused: (reason: string) => void
}

/** Share of answers that get lost on the way back: the sender cannot know, and repeats. */
const LOST_ANSWERS = 0.04
/** Milliseconds between two attempts. */
const RETRY_MS = 120

/** Sends messages in their order, one at a time, each until it is acknowledged. */
export class Outbox {
  private readonly entries: Entry[] = []
  private readonly options: OutboxOptions
  private running = false
  private closed = false

  constructor(options: OutboxOptions) {
    this.options = options
  }

  get isEmpty(): boolean {
    return this.entries.length === 0
  }

  add(conversationId: string, body: string): void {
    this.entries.push({ id: uuidv7(), conversationId, body })
    void this.flush()
  }

  close(): void {
    this.closed = true
  }

  private async flush(): Promise<void> {
    if (this.running) return
    this.running = true
    for (let entry = this.entries[0]; entry && !this.closed; entry = this.entries[0]) {
      if (await this.attempt(entry)) this.entries.shift()
      else await pass(RETRY_MS)
    }
    this.running = false
  }

  /** Whether the entry is done. */
  private async attempt(entry: Entry): Promise<boolean> {
    const { api, random, freshIds, accepted, refused } = this.options
    try {
      const id = freshIds ? uuidv7() : entry.id
      const message = await api.ask<Message>('POST', `/api/v1/conversations/${entry.conversationId}/messages`, { id, body: entry.body })
      if (random() < LOST_ANSWERS) return false
      accepted(entry, message)
      return true
    }
    catch (error) {
      if (error instanceof Unreachable) return false
      refused(String(error))
      return true
    }
  }
}
