import { describe, expect, it } from 'vitest'
import { FrameReader, textFrame } from '../../load/generator/frames.ts'

/** A frame as a server sends it: like a client's, without a mask. */
function serverFrame(text: string): Buffer {
  const frame = textFrame(text)
  const header = frame.readUInt8(1) === 0xFE ? 4 : 2
  const unmasked = Buffer.concat([frame.subarray(0, header), frame.subarray(header + 4)])
  unmasked[1] = unmasked.readUInt8(1) & 0x7F
  return unmasked
}

function read(chunks: readonly Buffer[]): string[] {
  const texts: string[] = []
  const reader = new FrameReader({ text: payload => texts.push(payload.toString('utf8')), closed: () => texts.push('closed') })
  for (const chunk of chunks) reader.push(chunk)
  return texts
}

describe('the WebSocket frames of the load', () => {
  const texts = ['', 'hello', 'é'.repeat(80), 'x'.repeat(3_000)]
  const bytes = Buffer.concat(texts.map(serverFrame))

  it('reads frames that arrive together', () => {
    expect(read([bytes])).toEqual(texts)
  })

  it.each([1, 2, 3, 7, 1_000])('reads frames that arrive in pieces of %i bytes', (size) => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_piece, index) => bytes.subarray(index * size, (index + 1) * size))
    expect(read(pieces)).toEqual(texts)
  })

  it('notices the farewell', () => {
    expect(read([Buffer.from([0x88, 0x00])])).toEqual(['closed'])
  })
})
