/** An event as Socket.IO carries it. */
export interface Packet {
  name: string
  payload: unknown
}

/**
 * Parses event packets and remembers the last one. A server encodes an event once for a whole
 * room, so a room's clients get the same bytes one after another: parsing them once leaves the
 * machine to the server that is being measured.
 */
export class PacketMemory {
  private bytes: Buffer | undefined
  private packet: Packet | undefined

  /** @param text an engine.io message holding a Socket.IO event without acknowledgement: `42[…]` */
  parse(text: Buffer): Packet {
    if (this.packet && this.bytes?.equals(text)) return this.packet
    const [name, payload] = JSON.parse(text.toString('utf8', 2)) as [string, unknown]
    this.bytes = Buffer.from(text)
    this.packet = { name, payload }
    return this.packet
  }
}
