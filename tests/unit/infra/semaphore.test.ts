import { describe, expect, it } from 'vitest'
import { createSemaphore, QueueFullError } from '#server/infra/semaphore.ts'

describe('semaphore', () => {
  /** Work that ends when the test calls `end`. */
  function open(concurrency: number, queueSize: number) {
    const semaphore = createSemaphore({ concurrency, queueSize })
    const started: string[] = []
    const ends = new Map<string, (failure?: Error) => void>()
    const run = (name: string) => semaphore.run(() => new Promise<string>((resolve, reject) => {
      started.push(name)
      ends.set(name, failure => failure ? reject(failure) : resolve(name))
    }))
    return { run, started, end: (name: string, failure?: Error) => ends.get(name)?.(failure) }
  }

  it('runs a limited number of works at a time and the others in order of arrival', async () => {
    const { run, started, end } = open(2, 9)
    const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map(run)
    await new Promise(setImmediate)
    expect(started).toEqual(['a', 'b'])
    end('b')
    await second
    await new Promise(setImmediate)
    expect(started).toEqual(['a', 'b', 'c'])
    end('a')
    await first
    await new Promise(setImmediate)
    for (const name of ['c', 'd']) end(name)
    expect(await Promise.all([third, fourth])).toEqual(['c', 'd'])
  })

  it('refuses work at once when the queue is full', async () => {
    const { run, end } = open(1, 1)
    const [first, second] = ['a', 'b'].map(run)
    await expect(run('c')).rejects.toBeInstanceOf(QueueFullError)
    end('a')
    await first
    await new Promise(setImmediate)
    end('b')
    expect(await second).toBe('b')
  })

  it('frees the slot of failed work', async () => {
    const { run, end, started } = open(1, 0)
    const failing = run('a')
    await new Promise(setImmediate)
    end('a', new Error('broken'))
    await expect(failing).rejects.toThrow('broken')
    void run('b')
    await new Promise(setImmediate)
    expect(started).toEqual(['a', 'b'])
  })
})
