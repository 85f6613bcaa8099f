import { describe, expect, it } from 'vitest'
import { Room } from '../../load/generator/room.ts'

const maya = { userId: 'maya', token: '' }
const jonas = { userId: 'jonas', token: '' }

function harbor() {
  const applied: string[] = []
  const room = new Room({ id: 'harbor', members: [maya, jonas] }, 0, ({ id }) => applied.push(id))
  const [first, second] = room.clients
  if (!first || !second) throw new Error('The room is empty')
  return { room, first, second, applied }
}

const message = (position: number, id = `message ${position}`) => ({ id, body: id, position })

describe('a room of the load', () => {
  it('applies in order what arrives out of order, and counts it', () => {
    const { room, first, applied } = harbor()
    for (const position of [2, 3, 1]) first.hear(message(position))
    expect(applied).toEqual(['message 1', 'message 2', 'message 3'])
    expect(room.state()).toMatchObject({ early: 2, doubled: 0 })
  })

  it('counts what comes twice and applies it once', () => {
    const { room, first, applied } = harbor()
    for (const position of [1, 1]) first.hear(message(position))
    expect(applied).toEqual(['message 1'])
    expect(room.state().doubled).toBe(1)
  })

  it('notices one message under two positions', () => {
    const { room, first } = harbor()
    first.hear(message(1, 'greeting'))
    first.hear(message(2, 'greeting'))
    expect(room.state().doubled).toBe(1)
  })

  it('notices clients that hold different things', () => {
    const { room, first, second } = harbor()
    first.hear(message(1))
    expect(room.state().dissenting).toBe(1)
    second.hear(message(1))
    expect(room.state().dissenting).toBe(0)
  })

  it('lets events wait while a client catches up, and drops the overlap', () => {
    const { room, first, applied } = harbor()
    first.hear(message(1))
    first.startCatchingUp()
    first.hear(message(3))
    first.hear(message(4))
    first.catchUp([message(2), message(3)])
    first.hear(message(2))
    expect(applied).toEqual(['message 1', 'message 2', 'message 3', 'message 4'])
    expect(room.state()).toMatchObject({ doubled: 0, early: 0 })
  })
})
