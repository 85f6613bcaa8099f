import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientEvents } from '#shared/contracts/events.ts'
import type { Acknowledgement } from '#shared/events.ts'
import { brokenCalls, worstCalls, type Call } from '../../helpers/contract-calls/broken-values.ts'
import { createScene, type Scene } from '../../helpers/contract-calls/scene.ts'
import { validValues } from '../../helpers/contract-calls/valid-values.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import { connectSocket } from '../../helpers/test-socket.ts'

const seed = Number(process.env.FUZZ_SEED ?? 20_261_130)

/** Payloads of one connection: few enough to stay under the flood limit. */
const PER_CONNECTION = 8

const events = Object.entries(clientEvents).map(([name, { payload }]) => [name, payload] as const)

let server: TestServer
let scene: Scene

beforeAll(async () => {
  server = await startServer({ env: { RATE_LIMIT_FACTOR: '1000000' } })
  scene = await createScene(server)
})
afterAll(() => server.dispose())

/** Sends all events on one connection and returns the acknowledgements in order. */
async function say(name: string, payloads: readonly unknown[]): Promise<Acknowledgement[]> {
  const { socket } = await connectSocket(scene.client)
  try {
    return await Promise.all(payloads.map(payload => socket.timeout(10_000).emitWithAck(name, payload) as Promise<Acknowledgement>))
  }
  finally {
    socket.disconnect()
  }
}

describe('every socket event is acknowledged, whatever its payload', () => {
  it.each(events)('[S-29] [R-012] %s', async (name, payload) => {
    const good = validValues(payload, scene.known).map((body): Call => ({ params: {}, query: {}, body }))
    const worst = worstCalls(fc.sample(good, { seed, numRuns: 20 }))
    const lists = [...chunksOf(worst), ...fc.sample(fc.array(fc.oneof(good, brokenCalls(good)), { minLength: PER_CONNECTION, maxLength: PER_CONNECTION }), { seed, numRuns: 8 })]
    const accepted: boolean[] = []
    for (const calls of lists) {
      const payloads = calls.map(({ body }) => body)
      const answers = await say(name, payloads)
      for (const [index, answer] of answers.entries()) {
        // As sent on the wire: JSON has no infinity.
        const isValid = payload.safeParse(JSON.parse(JSON.stringify(payloads[index]) ?? 'null')).success
        const possible = isValid ? [{ ok: true }, { ok: false, error: { code: 'not_found' } }] : [{ ok: false, error: { code: 'malformed' } }]
        expect(possible, `seed ${seed}: ${JSON.stringify(payloads[index])?.slice(0, 500)}`).toContainEqual(answer)
        accepted.push(answer.ok)
      }
    }
    expect(new Set(accepted)).toEqual(new Set([true, false]))
  })

  it('[S-29] [R-012] the deepest nesting that fits a packet is refused, and the next event is acknowledged', async () => {
    const { socket } = await connectSocket(scene.client)
    // A raw packet, because the library's encoder would recurse into it.
    socket.io.engine.write(`2["presence:set",${'['.repeat(30_000)}${']'.repeat(30_000)}]`)
    expect(await socket.timeout(10_000).emitWithAck('presence:set', { status: 'online' })).toEqual({ ok: true })
    socket.disconnect()
  })
})

function chunksOf(calls: readonly Call[]): Call[][] {
  return Array.from({ length: Math.ceil(calls.length / PER_CONNECTION) }, (_, index) => calls.slice(index * PER_CONNECTION, (index + 1) * PER_CONNECTION))
}
