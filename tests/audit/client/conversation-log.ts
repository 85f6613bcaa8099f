import type { Changes, Message } from '#shared/types.ts'

/** A fact that arrived over the socket. */
export interface Fact {
  changeSeq: number
  message: Message
}

/**
 * What one client knows of one conversation, by the rules of DESIGN section 6: the cursor moves
 * along the log only, the next fact is applied, an earlier one ignored, a later one kept until
 * what lies between has come.
 */
export class ConversationLog {
  cursor = 0
  private readonly messages = new Map<string, Message>()
  private readonly kept = new Map<number, Message>()
  private readonly ignoresGaps: boolean

  constructor({ ignoresGaps }: { ignoresGaps: boolean }) {
    this.ignoresGaps = ignoresGaps
  }

  /** Takes a fact; returns whether something is missing before it. */
  hear({ changeSeq, message }: Fact): boolean {
    if (changeSeq <= this.cursor) return false
    if (this.ignoresGaps) {
      this.store(message)
      this.cursor = changeSeq
      return false
    }
    this.kept.set(changeSeq, message)
    this.drain()
    return this.kept.size > 0
  }

  /** Takes the answer to one's own command. It shows the message and leaves the cursor alone. */
  hearAnswer(message: Message): void {
    this.store(message)
  }

  /** Takes a page of changes; whoever was too far behind starts anew. */
  catchUp({ anew, done, head, messages }: Changes): void {
    if (anew) this.messages.clear()
    for (const message of messages) this.store(message)
    const reached = done ? head.changeSeq : messages.at(-1)?.changeSeq ?? this.cursor
    this.cursor = Math.max(this.cursor, reached)
    this.drain()
  }

  /** Its messages in the order of `seq`. */
  list(): Message[] {
    return [...this.messages.values()].sort((left, right) => left.seq - right.seq)
  }

  private drain(): void {
    for (const [changeSeq, message] of this.kept) {
      if (changeSeq > this.cursor) continue
      this.store(message)
      this.kept.delete(changeSeq)
    }
    for (let next = this.kept.get(this.cursor + 1); next; next = this.kept.get(this.cursor + 1)) {
      this.store(next)
      this.cursor += 1
      this.kept.delete(this.cursor)
    }
  }

  private store(message: Message): void {
    const known = this.messages.get(message.id)
    if (!known || known.changeSeq <= message.changeSeq) this.messages.set(message.id, message)
  }
}
