import type { Conversation, Message } from '#shared/types.ts'
import type { ServerEventName } from '#shared/events.ts'

/** A call as it reaches a node. */
export interface ServerCall {
  node: number
  userId: string
  operation: string
  params: Record<string, string>
  query: Record<string, number | undefined>
  body: Record<string, unknown>
}

/** Events of the contract; those that change a message have the shape of `message:created`. */
export type SimulatedEvent = ServerEventName

/** Hands an event to one stream, in the order in which the node sends. */
export type Deliver = (event: SimulatedEvent, payload: Record<string, unknown>) => void

export interface StreamRequest {
  node: number
  userId: string
  deliver: Deliver
  /** The node went down, or threw the stream out. */
  closed: () => void
}

/** What is true for one person about one conversation. */
export interface Truth {
  head: Conversation
  messages: Message[]
}

/**
 * What the simulator needs of a server. The model answers from memory; the real domain on a real
 * PostgreSQL fits behind the same door (it counts its calls with `clock.outside`).
 */
export interface SimulatedServer {
  readonly nodes: number
  /** Answers with the operation's data, or throws `ApiError`. */
  call(call: ServerCall): Promise<unknown>
  /** Joins the rooms of the person's conversations, then resolves to what closes the stream. */
  openStream(request: StreamRequest): Promise<() => void>
  /** The node's process ends and starts again: its streams are cut. */
  restart(node: number): void
  /** Broadcasts between nodes are lost while it is cut (Redis is away). */
  cutBus(isCut: boolean): void
  /** Broadcasts of this node are lost after their commit, for its own streams as well. */
  mute(node: number, isMuted: boolean): void
  backUp(): void
  /** Back to the backup, with a new epoch; nothing happens when there is none. Says whether it did. */
  restore(): boolean
  truthOf(userId: string): Promise<Truth[]>
  /** Every message that is stored, of all conversations. */
  stored(): Promise<Message[]>
  changeSeqOf(conversationId: string): Promise<number>
}
