import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLogger } from '#server/infra/logger.ts'

function written(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = []
  const stream = new PassThrough()
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  write(createLogger('info', {}, stream))
  return lines.join('')
}

describe('the log', () => {
  it('[S-42] removes secrets and people\'s words wherever they stand', () => {
    const line = written(log => log.info({ password: 'tide-1', user: { token: 'tide-2' }, request: { headers: { cookie: 'tide-3' } }, message: { body: 'tide-4' } }, 'seen'))
    expect(line).toContain('"msg":"seen"')
    expect(line).not.toContain('tide-')
  })

  it('[S-42] keeps of an error what leads to the cause, not what a driver hangs on it', () => {
    const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(maya@harbor.example)', client: { secretKey: 7 } })
    const line = written(log => log.error({ err: error }, 'failed'))
    expect(line).toContain('"code":"23505"')
    expect(line).not.toMatch(/maya@|secretKey/)
  })

  it('follows an error to its cause, and takes whatever else was thrown for a message', () => {
    const line = written(log => log.error({ err: new Error('not sent', { cause: Object.assign(new Error('no answer'), { secretKey: 7 }) }) }, 'failed'))
    expect(JSON.parse(line)).toMatchObject({ err: { message: 'not sent', cause: { message: 'no answer' } } })
    expect(line).not.toContain('secretKey')
    expect(JSON.parse(written(log => log.error({ err: 'the tide' }, 'failed')))).toMatchObject({ err: { message: 'the tide' } })
  })
})
