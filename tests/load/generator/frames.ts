/** Opcodes of RFC 6455, 5.2, as far as a server sends them. */
const TEXT = 0x1
const CLOSE = 0x8

/**
 * A text message as one masked WebSocket frame. The mask is zero: RFC 6455 asks clients for one
 * against confused proxies, of which there are none here, and zero leaves the text as it is.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const header = length < 126 ? 2 : 4
  if (length > 0xFFFF) throw new Error('The load sends no frames of 64 kB and more')
  const frame = Buffer.alloc(header + 4 + length)
  frame[0] = 0x80 | TEXT
  frame[1] = 0x80 | (header === 2 ? length : 126)
  if (header === 4) frame.writeUInt16BE(length, 2)
  frame.write(text, header + 4)
  return frame
}

/** What a reader hands over: `payload` is only valid during the call. */
export interface FrameListener {
  text: (payload: Buffer) => void
  closed: () => void
}

/** Cuts a stream of bytes from a server (unmasked, unfragmented) into frames. */
export class FrameReader {
  private rest: Buffer | undefined
  private readonly listener: FrameListener

  constructor(listener: FrameListener) {
    this.listener = listener
  }

  push(chunk: Buffer): void {
    const bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk
    let offset = 0
    for (;;) {
      const size = this.readFrame(bytes, offset)
      if (size === 0) break
      offset += size
    }
    // The chunk's memory is reused for the next one, so what stays is copied.
    this.rest = offset < bytes.length ? Buffer.from(bytes.subarray(offset)) : undefined
  }

  /** Bytes of the frame at `offset`, or 0 when it is not complete yet. */
  private readFrame(bytes: Buffer, offset: number): number {
    if (offset + 2 > bytes.length) return 0
    const short = bytes.readUInt8(offset + 1) & 0x7F
    const header = short === 127 ? 10 : short === 126 ? 4 : 2
    if (offset + header > bytes.length) return 0
    const length = short === 127 ? Number(bytes.readBigUInt64BE(offset + 2)) : short === 126 ? bytes.readUInt16BE(offset + 2) : short
    const end = offset + header + length
    if (end > bytes.length) return 0
    const opcode = bytes.readUInt8(offset) & 0x0F
    if (opcode === TEXT) this.listener.text(bytes.subarray(offset + header, end))
    else if (opcode === CLOSE) this.listener.closed()
    return header + length
  }
}
