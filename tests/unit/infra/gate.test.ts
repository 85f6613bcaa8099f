import { describe, expect, it } from 'vitest'
import { createGate, GateFullError } from '#server/infra/gate.ts'

describe('a gate', () => {
  /** A gate with tasks that the test ends. */
  function open(abreast: number, waiting: number) {
    const gate = createGate({ abreast, waiting })
    const begun: string[] = []
    const ends = new Map<string, (failure?: Error) => void>()
    const pass = (name: string) => gate.pass(() => new Promise<string>((resolve, reject) => {
      begun.push(name)
      ends.set(name, failure => failure ? reject(failure) : resolve(name))
    }))
    return { pass, begun, end: (name: string, failure?: Error) => ends.get(name)?.(failure) }
  }

  it('runs a limited number of tasks at a time, the others in order of arrival', async () => {
    const { pass, begun, end } = open(2, 9)
    const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map(pass)
    await new Promise(setImmediate)
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

  it('refuses a task at once when the queue is full', async () => {
    const { pass, end } = open(1, 1)
    const [first, second] = ['a', 'b'].map(pass)
    await expect(pass('c')).rejects.toBeInstanceOf(GateFullError)
    end('a')
    await first
    await new Promise(setImmediate)
    end('b')
    expect(await second).toBe('b')
  })

  it('frees the place of a failed task', async () => {
    const { pass, end, begun } = open(1, 0)
    const failing = pass('a')
    await new Promise(setImmediate)
    end('a', new Error('broken'))
    await expect(failing).rejects.toThrow('broken')
    void pass('b')
    await new Promise(setImmediate)
    expect(begun).toEqual(['a', 'b'])
  })
})
