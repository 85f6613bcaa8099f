import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contract } from '#shared/contracts/contract.ts'
import { registry } from '#shared/contracts/registry.ts'
import { errorStatus } from '#shared/errors.ts'
import { documentedErrors } from '#server/api-docs/openapi.ts'
import { adminRegistry } from '../../../layers/admin/shared/registry.ts'
import { brokenCalls, worstCalls, type Call } from '../../helpers/contract-calls/broken-values.ts'
import { createScene, type Scene } from '../../helpers/contract-calls/scene.ts'
import { validValues, type KnownValues } from '../../helpers/contract-calls/valid-values.ts'
import { refusalOf, writeCall, type WireCall } from '../../helpers/contract-calls/wire-call.ts'
import { TestClient, type Answer } from '../../helpers/test-client.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'

/** `FUZZ_SEED` and `FUZZ_RUNS` select other calls and their number. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_130)
const runs = Number(process.env.FUZZ_RUNS ?? 30)

/** These end the session or account. Each call needs a new setup, so there are fewer calls. */
const endings: ReadonlySet<string> = new Set(['logout', 'deleteAccount', 'changePassword', 'resetPassword', 'revokeSession', 'revokeOtherSessions'])

/** Operations that return a document without the envelope and read no input. */
const documents: ReadonlySet<string> = new Set(['openapi', 'asyncapi'])

/** Runs first, because it creates the first account. */
const operations = [...registry, ...adminRegistry].toSorted((one, other) => Number(other.operation === 'setUp') - Number(one.operation === 'setUp'))

let server: TestServer
/** One for everything that only reads. */
let library: Promise<Scene> | undefined

beforeAll(async () => {
  server = await startServer({ env: { RATE_LIMIT_FACTOR: '1000000', LOG_LEVEL: 'warn' } })
})
afterAll(() => server.dispose())

function sceneFor({ operation, method, path }: Contract): Promise<Scene> {
  if (operation === 'setUp') return Promise.resolve({ client: new TestClient(server), known: { code: [/#code=([\w-]+)/.exec(server.log())?.[1]] } })
  if (path.startsWith('/api/v1/admin/')) return createScene(server, { asAdministrator: true })
  if (method === 'GET') return library ??= createScene(server)
  return createScene(server, { withMails: operation === 'signUpInvited' })
}

function goodCalls(contract: Contract, known: KnownValues): fc.Arbitrary<Call> {
  return fc.record({
    params: validValues(contract.params, known), query: validValues(contract.query, known), body: validValues(contract.body, known),
  }, { noNullPrototype: true }) as fc.Arbitrary<Call>
}

/** Checks that the contract documents the response, and that it has the envelope. */
function checkAnswer(contract: Contract, call: WireCall, answer: Answer<unknown>): void {
  const described = `seed ${seed}: ${contract.method} ${call.path.slice(0, 500)} ${call.body?.slice(0, 500) ?? ''}`
  const refusal = documents.has(contract.operation) ? undefined : refusalOf(contract, call)
  if (refusal) {
    expect(answer.error, described).toMatchObject({ code: refusal.code, ...(refusal.details && { details: JSON.parse(JSON.stringify(refusal.details)) as object }) })
  }
  if (answer.error) {
    expect(documentedErrors(contract), described).toContain(answer.error.code)
    expect(answer.status, described).toBe(errorStatus[answer.error.code])
    expect(answer.status, described).toBeLessThan(500)
    expect(answer.error.message).not.toBe('')
  }
  else {
    expect(contract.status, described).toContain(answer.status)
    expect(contract.response.safeParse(documents.has(contract.operation) ? JSON.parse(answer.text) : answer.data).error?.issues, described).toBeUndefined()
  }
  if (!documents.has(contract.operation)) expect(answer.meta).toMatchObject({ requestId: answer.headers.get('x-request-id'), durationMs: expect.any(Number) as number })
}

describe('every operation responds to every call with a documented status', () => {
  it.each(operations.map(contract => [contract.operation, contract] as const))('[S-29] [R-012] %s', async (operation, contract) => {
    let scene = await sceneFor(contract)
    let successes = 0
    const ask = async (call: Call) => {
      const wire = writeCall(contract, call)
      const answer = await scene.client.request(contract.method, wire.path, wire.body)
      checkAnswer(contract, wire, answer)
      if (answer.error) return
      successes += 1
      if (endings.has(operation)) scene = await sceneFor(contract)
    }
    const good = goodCalls(contract, scene.known)
    await fc.assert(fc.asyncProperty(fc.oneof(good, brokenCalls(good)), ask), { seed, numRuns: endings.has(operation) ? Math.ceil(runs / 5) : runs, endOnFailure: true })
    for (const call of fc.sample(good, { seed, numRuns: 200 })) if (successes === 0) await ask(call)
    // Some calls must succeed, or only the input checks were tested.
    expect(successes, 'Give the scene a value for each field that this operation takes').toBeGreaterThan(0)
    for (const call of worstCalls(fc.sample(good, { seed, numRuns: 50 }))) await ask(call)
  }, 60_000)
})
