import { describe, expect, it } from 'vitest'
import { createSemaphore, QueueFullError } from '#server/infra/semaphore.ts'

describe('a gate', () => {
  /** Work that ends when the test says so. */
  function open(abreast: number, waiting: number) {
    const semaphore = createSemaphore({ abreast, waiting })
    const begun: string[] = []
    const ends = new Map<string, (failure?: Error) => void>()
    const pass = (name: string) => semaphore.run(() => new Promise<string>((resolve, reject) => {
      begun.push(name)
      ends.set(name, failure => failure ? reject(failure) : resolve(name))
    }))
    return { pass, begun, end: (name: string, failure?: Error) => ends.get(name)?.(failure) }
  }

  it('lets so many through at a time, the others in the order in which they came', async () => {
    const { pass, begun, end } = open(2, 9)
    const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map(pass)
    await Promise.resolve()
    expect(begun).toEqual(['a', 'b'])
    end('b')
    await second
    await new Promise(setImmediate)
    expect(begun).toEqual(['a', 'b', 'c'])
    end('a')
    await first
    await new Promise(setImmediate)
    for (const name of ['c', 'd']) end(name)
    expect(await Promise.all([third, fourth])).toEqual(['c', 'd'])
  })

  it('refuses at once whoever would wait too long', async () => {
    const { pass, end } = open(1, 1)
    const [first, second] = ['a', 'b'].map(pass)
    await expect(pass('c')).rejects.toBeInstanceOf(QueueFullError)
    end('a')
    await first
    await new Promise(setImmediate)
    end('b')
    expect(await second).toBe('b')
  })

  it('gives a place free that was left by a failure', async () => {
    const { pass, end, begun } = open(1, 0)
    const failing = pass('a')
    await Promise.resolve()
    end('a', new Error('broken'))
    await expect(failing).rejects.toThrow('broken')
    void pass('b')
    await Promise.resolve()
    expect(begun).toEqual(['a', 'b'])
  })
})
