import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { BODY_MAX_BYTES } from '#shared/limits.ts'
import { readJson } from '#server/utils/read-json.ts'

const json = { 'content-type': 'application/json' }

/** A request whose body arrives in these chunks; `handedOver` is what a call within the server leaves instead. */
function request(chunks: readonly (string | Buffer)[], headers: Record<string, string> = {}, { method = 'POST', handedOver }: { method?: string, handedOver?: unknown } = {}) {
  const message = new IncomingMessage(new Socket())
  Object.assign(message, { method, url: '/api/v1/projects', headers, body: handedOver })
  for (const chunk of chunks) message.push(chunk)
  message.push(null)
  return readJson(createEvent(message, new ServerResponse(message)))
}

describe('a JSON body', () => {
  it('[R-012] is read as it arrives, and none at all is an empty one', async () => {
    expect(await request(['{"name":', '"Maya’s bakery"}'], json)).toEqual({ name: 'Maya’s bakery' })
    expect(await request(['{}'], { 'content-type': 'Application/JSON; charset=utf-8' })).toEqual({})
    expect(await request([])).toEqual({})
    expect(await request(['{"name":"ignored"}'], json, { method: 'GET' })).toEqual({})
  })

  it('[R-012] of a call within the server is the one that was handed over', async () => {
    expect(await request([], json, { handedOver: '{"name":"text"}' })).toEqual({ name: 'text' })
    expect(await request([], json, { handedOver: { name: 'object' } })).toEqual({ name: 'object' })
  })

  it('[R-012] is refused when it is no JSON, or does not say that it is', async () => {
    await expect(request(['{"name":'], json)).rejects.toMatchObject({ code: 'malformed' })
    await expect(request(['{}'], { 'content-type': 'text/plain' })).rejects.toMatchObject({ code: 'unsupported_media_type' })
    await expect(request(['{}'])).rejects.toMatchObject({ code: 'unsupported_media_type' })
  })

  it('[R-012] is refused when it is no UTF-8, wherever its chunks are cut', async () => {
    const bytes = Buffer.from('{"name":"Brötchen 🥐"}')
    expect(await request([...bytes].map(byte => Buffer.from([byte])), json)).toEqual({ name: 'Brötchen 🥐' })
    for (const broken of [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F]]) {
      await expect(request([Buffer.from('{"name":"'), Buffer.from(broken), Buffer.from('"}')], json)).rejects.toMatchObject({ code: 'malformed' })
    }
    await expect(request([Buffer.from('{"name":"rye"}', 'utf16le')], json)).rejects.toMatchObject({ code: 'malformed' })
  })

  it('[S-29] [R-012] of any depth and any keys is read, and reaches no prototype', async () => {
    const depth = 200_000
    expect(await request(['['.repeat(depth), ']'.repeat(depth)], json)).toBeInstanceOf(Array)
    await expect(request(['['.repeat(depth)], json)).rejects.toMatchObject({ code: 'malformed' })
    const read = await request(['{"__proto__":{"admin":true},"name":"rye","name":"wheat","seats":1e400}'], json)
    expect(read).toMatchObject({ name: 'wheat', seats: Infinity })
    expect(Object.keys(read as object)).toContain('__proto__')
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it('[R-012] is refused when it is too large, whether it says so before or turns out to be', async () => {
    const half = 'x'.repeat(BODY_MAX_BYTES / 2 + 1)
    await expect(request([half, half], json)).rejects.toMatchObject({ code: 'too_large' })
    await expect(request(['{}'], { ...json, 'content-length': String(BODY_MAX_BYTES + 1) })).rejects.toMatchObject({ code: 'too_large' })
    expect(await request(['{}'], { ...json, 'content-length': String(BODY_MAX_BYTES) })).toEqual({})
  })
})
