import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createDomainServer } from '../../simulator/domain-server.ts'
import type { Mistake } from '../../simulator/mistakes.ts'
import { simulate } from '../../simulator/simulate.ts'
import { createSimulatorDatabase } from '../../simulator/simulator-database.ts'
import { runs } from '../../simulator/steps.ts'
import { conversations } from '../../simulator/world.ts'

/** The seeds of the suite. */
const PARAMETERS = { numRuns: 20, seed: 20_261_121, endOnFailure: true }

const EVERYTHING = [
  'addReaction', 'closePoll', 'deleteMessage', 'editMessage', 'join', 'leaveConversation', 'listChanges', 'listMessages', 'markRead', 'markUnread',
  'removeReaction', 'restoreMessage', 'sendMessage', 'sync', 'updateConversation', 'updateParticipant', 'updateSettings', 'vote',
]

let domain: TestDomain

beforeAll(async () => {
  domain = await openDomain()
})
afterAll(() => domain.close())

/** Plays twenty runs; `carriedOut` learns what the domain did in them. */
function play(carriedOut: Set<string>, mistake?: Mistake) {
  return fc.check(fc.asyncProperty(fc.nat(), runs, async (seed, steps) => {
    const database = await createSimulatorDatabase(domain, conversations)
    const createServer = (options: Parameters<typeof createDomainServer>[0]['options']) => createDomainServer({ database, carriedOut, options })
    expect(await simulate(steps, { seed, nodes: 2, mistake, createServer })).toEqual([])
    expect(await database.messages()).not.toEqual([])
  }), PARAMETERS)
}

describe('the simulator on the domain and its database', () => {
  it('[M-02] [R-055] [R-203] loses nothing, doubles nothing and keeps one order over 20 random runs', async () => {
    const carriedOut = new Set<string>()
    const { failed, errorInstance } = await play(carriedOut)
    if (failed) throw errorInstance
    expect([...carriedOut]).toEqual(expect.arrayContaining(EVERYTHING))
  }, 240_000)

  it('[M-02] catches a client that does not look for gaps', async () => {
    expect(await play(new Set(), 'no_gap_check')).toMatchObject({ failed: true })
  }, 240_000)
})
