import type { H3Event } from 'h3'
import { AppError } from '#shared/errors.ts'
import { BODY_MAX_BYTES } from '#shared/limits.ts'

/**
 * Reads a JSON body. An empty body counts as `{}`. The size is checked while the body arrives, so that
 * a body without `Content-Length` cannot bypass the limit.
 * @throws AppError `too_large`, `unsupported_media_type`, `malformed`
 */
export async function readJson(event: H3Event): Promise<unknown> {
  if (event.method === 'GET' || event.method === 'HEAD') return {}
  const text = await readText(event)
  if (text === '') return {}
  const type = event.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('unsupported_media_type')
  try {
    return JSON.parse(text)
  }
  catch {
    throw new AppError('malformed')
  }
}

async function readText(event: H3Event): Promise<string> {
  if (Number(event.headers.get('content-length') ?? 0) > BODY_MAX_BYTES) throw new AppError('too_large')
  const internal = bodyOfInternalCall(event)
  if (internal !== undefined) return internal
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of event.node.req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_MAX_BYTES) throw new AppError('too_large')
    chunks.push(chunk)
  }
  return decode(Buffer.concat(chunks))
}

/** Decodes UTF-8, the encoding of JSON (RFC 8259, 8.1). Invalid bytes are refused, not replaced. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  }
  catch {
    throw new AppError('malformed')
  }
}

/** An internal call during server rendering has no stream: Nitro sets its body on the request. */
function bodyOfInternalCall(event: H3Event): string | undefined {
  const { body } = event.node.req as { body?: unknown }
  if (body === undefined || body === null) return undefined
  return typeof body === 'string' ? body : JSON.stringify(body)
}
