import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'
import { GAP_WAIT_MS } from '#shared/limits.ts'
import type { Changes, Message, SyncAnswer } from '#shared/types.ts'
import { pass } from '../../load/clock.ts'
import type { Person } from '../../load/plan.ts'
import type { Random } from '../../load/random.ts'
import type { Flaws } from '../mistakes/mistakes.ts'
import { Api, Nodes, Unreachable } from './api.ts'
import type { Fact } from './conversation-log.ts'
import { ConversationLog } from './conversation-log.ts'
import { Outbox } from './outbox.ts'

interface DeviceOptions {
  /** What its messages begin with; unique. */
  name: string
  person: Person
  conversationIds: readonly string[]
  urls: readonly string[]
  /** The node that it turns to first. */
  firstNode: number
  random: Random
  flaws: Flaws
  acknowledged: (body: string) => void
  complain: (problem: string) => void
}

/** Milliseconds between a lost connection and the next attempt, at least and at most. */
const RECONNECT_MIN_MS = 30
const RECONNECT_MAX_MS = 300

/** One signed-in device: it sends, hears, loses its connection, comes back and catches up. */
export class Device {
  readonly name: string
  readonly logs: ReadonlyMap<string, ConversationLog>
  readonly outbox: Outbox
  private readonly options: DeviceOptions
  private readonly api: Api
  private readonly fetching = new Set<string>()
  private socket: Socket | undefined
  private closed = false

  constructor(options: DeviceOptions) {
    const { name, person, conversationIds, urls, firstNode, random, flaws } = options
    this.options = options
    this.name = name
    this.logs = new Map(conversationIds.map(id => [id, new ConversationLog(flaws)]))
    this.api = new Api(new Nodes(urls, firstNode), person.token)
    this.outbox = new Outbox({
      api: this.api,
      random,
      freshIds: flaws.freshIds,
      accepted: (entry, message) => {
        options.acknowledged(entry.body)
        this.logs.get(entry.conversationId)?.hearAnswer(message)
      },
      refused: options.complain,
    })
  }

  connect(): void {
    const socket = io(this.api.nodes.url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: this.api.headers })
    this.socket = socket
    socket.on('message:created', ({ conversationId, changeSeq, message }: Fact & { conversationId: string }) => this.hear(conversationId, { changeSeq, message }))
    if (!this.options.flaws.ignoresBeacon) socket.on('heads:announced', (payload: Announcement) => this.hearHeads(payload))
    socket.on('connect', () => void this.synchronize(socket))
    socket.on('disconnect', () => void this.reconnect(socket))
    socket.on('connect_error', () => {
      this.api.nodes.next()
      void this.reconnect(socket)
    })
  }

  /** Loses the connection without a farewell. */
  cut(): void {
    this.socket?.io.engine?.close()
  }

  close(): void {
    this.closed = true
    this.outbox.close()
    this.socket?.disconnect()
  }

  private async reconnect(socket: Socket): Promise<void> {
    if (this.closed || socket !== this.socket) return
    this.socket = undefined
    socket.removeAllListeners()
    socket.disconnect()
    await pass(RECONNECT_MIN_MS + this.options.random() * (RECONNECT_MAX_MS - RECONNECT_MIN_MS))
    if (!this.closed) this.connect()
  }

  /** Asks what changed while it was away; the server subscribed it before the connection stood. */
  private async synchronize(socket: Socket): Promise<void> {
    while (socket === this.socket && socket.connected) {
      try {
        const cursors = Object.fromEntries([...this.logs].map(([id, log]) => [id, log.cursor]))
        const { conversations, gone } = await this.api.ask<SyncAnswer>('POST', '/api/v1/sync', { cursors })
        if (gone.length > 0) this.options.complain(`a conversation was said to be gone: ${gone.join(', ')}`)
        await Promise.all(conversations.map(({ id }) => this.fetchChanges(id)))
        return
      }
      catch (error) {
        await this.endure(error)
      }
    }
  }

  private hear(conversationId: string, fact: Fact): void {
    const isMissing = this.logs.get(conversationId)?.hear(fact)
    if (isMissing) setTimeout(() => void this.closeGap(conversationId, fact.changeSeq), GAP_WAIT_MS)
  }

  private hearHeads({ heads }: Announcement): void {
    for (const { conversationId, changeSeq } of heads) void this.closeGap(conversationId, changeSeq)
  }

  private async closeGap(conversationId: string, changeSeq: number): Promise<void> {
    const log = this.logs.get(conversationId)
    while (log && log.cursor < changeSeq && !this.closed) {
      try {
        await this.fetchChanges(conversationId)
      }
      catch (error) {
        await this.endure(error)
      }
    }
  }

  /** Fetches until nothing follows. While one is under way for a conversation, others rely on it. */
  private async fetchChanges(conversationId: string): Promise<void> {
    const log = this.logs.get(conversationId)
    if (!log || this.fetching.has(conversationId)) return await pass(RECONNECT_MIN_MS)
    this.fetching.add(conversationId)
    try {
      for (let done = false; !done;) {
        const changes = await this.api.ask<Changes>('GET', `/api/v1/conversations/${conversationId}/changes?after=${log.cursor}`)
        log.catchUp(changes)
        done = changes.done
      }
    }
    finally {
      this.fetching.delete(conversationId)
    }
  }

  /** A server that is away is part of the audit; any other failure is a finding. */
  private async endure(error: unknown): Promise<void> {
    if (!(error instanceof Unreachable)) this.options.complain(String(error))
    await pass(RECONNECT_MAX_MS)
  }
}

interface Announcement {
  heads: { conversationId: string, changeSeq: number }[]
}

/** What a device holds of a conversation, as the judge compares it. */
export function heldBy(device: Device, conversationId: string): Message[] {
  return device.logs.get(conversationId)?.list() ?? []
}
