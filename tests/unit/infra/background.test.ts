import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Background, background, inBackground } from '#server/infra/background.ts'
import { createLogger, logger } from '#server/infra/logger.ts'

describe('work behind answers', () => {
  const log = vi.fn()
  beforeEach(() => {
    log.mockReset()
    logger.set(Object.assign(createLogger('silent'), { error: log }))
    background.set(new Background())
  })
  afterEach(() => {
    logger.clear()
    background.clear()
  })

  it('that fails is logged by its name, and neither the answer nor other work hears of it', async () => {
    const other = vi.fn(async () => undefined)
    inBackground('forgotten password', () => Promise.reject(new Error('no mail server')))
    inBackground('other', other)
    await background().settle()
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ work: 'forgotten password' }), expect.any(String))
    expect(other).toHaveBeenCalledOnce()
  })

  it('is waited for at the end, with the work that it begins itself', async () => {
    const [first, second] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const settled = vi.fn()
    inBackground('first', async () => {
      await first.promise
      inBackground('second', () => second.promise.then())
    })
    const settling = background().settle().then(settled)
    first.resolve(undefined)
    await new Promise(setImmediate)
    expect(settled).not.toHaveBeenCalled()
    second.resolve(undefined)
    await settling
  })
})
