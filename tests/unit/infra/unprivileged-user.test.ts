import { beforeEach, describe, expect, it, vi } from 'vitest'
import { runCommand } from '#server/infra/postgres/run-command.ts'
import { unprivilegedUser } from '#server/infra/postgres/unprivileged-user.ts'

vi.mock('#server/infra/postgres/run-command.ts', () => ({ runCommand: vi.fn() }))
const run = vi.mocked(runCommand)

/** A system with these users, on which `postgres` can be made or not. */
function system(users: string[], { makes = false } = {}) {
  const known = new Set(users)
  run.mockImplementation(async (command, args) => {
    const name = args.at(-1) ?? ''
    if (command === 'useradd' && makes) known.add(name)
    if (!known.has(name)) throw new Error(`${command} failed`)
    return name === 'nobody' ? '65534' : args[0] === '-u' ? '105' : '106'
  })
}

describe('the user as whom root runs PostgreSQL', () => {
  beforeEach(() => void run.mockReset())
  const made = () => run.mock.calls.filter(([command]) => command === 'useradd').length

  it('is the one that the system has for it, and none is made then', async () => {
    system(['postgres', 'nobody'])
    expect([await unprivilegedUser(), made()]).toEqual([{ uid: 105, gid: 106 }, 0])
  })

  it('is made where it is missing', async () => {
    system(['nobody'], { makes: true })
    expect([await unprivilegedUser(), made()]).toEqual([{ uid: 105, gid: 106 }, 1])
  })

  it('is nobody where none can be made', async () => {
    system(['nobody'])
    expect(await unprivilegedUser()).toEqual({ uid: 65_534, gid: 65_534 })
  })

  it('is missed with one sentence where there is no other at all', async () => {
    system([])
    await expect(unprivilegedUser()).rejects.toThrow('start Parley as an ordinary user')
  })
})
