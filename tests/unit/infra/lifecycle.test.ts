import { describe, expect, it } from 'vitest'
import { Lifecycle } from '#server/infra/lifecycle.ts'

/** Two parts that write down what happens to them. */
function harbor() {
  const log: string[] = []
  const life = new Lifecycle()
  const part = (name: string) => async () => {
    log.push(`${name} up`)
    return { drain: async () => void log.push(`${name} drains`), stop: async () => void log.push(`${name} down`) }
  }
  return { life, log, part }
}

describe('the life of a process', () => {
  it('starts in order and ends in the reverse one, once', async () => {
    const { life, log, part } = harbor()
    life.add('database', part('database'))
    life.add('socket', part('socket'))
    await life.start()
    expect([life.state, await life.ready]).toEqual(['ready', true])
    await Promise.all([life.drain(), life.stop(), life.stop()])
    expect(log).toEqual(['database up', 'socket up', 'socket drains', 'database drains', 'socket down', 'database down'])
  })

  it('takes down again what runs when a later part fails, and tells who waits', async () => {
    const { life, log, part } = harbor()
    life.add('database', part('database'))
    life.add('socket', () => Promise.reject(new Error('the port is taken')))
    await expect(life.start()).rejects.toThrow('the port is taken')
    expect(await life.ready).toBe(false)
    expect(log.at(-1)).toBe('database down')
  })

  it('told to end during its start, lets the part at hand finish and starts no other', async () => {
    const { life, log, part } = harbor()
    const slow = Promise.withResolvers<undefined>()
    life.add('database', async () => {
      await slow.promise
      return part('database')()
    })
    life.add('socket', part('socket'))
    const starting = life.start()
    const stopping = life.stop()
    slow.resolve(undefined)
    await Promise.all([starting, stopping])
    expect(log).toEqual(['database up', 'database down'])
    expect([life.state, await life.ready]).toEqual(['stopping', false])
  })
})
