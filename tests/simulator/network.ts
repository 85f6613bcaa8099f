import { ApiError } from '#client/api/api-error.ts'
import type { ServerCall, SimulatedServer } from './simulated-server.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** Milliseconds of a way, at most, and of one in eight that is slow. */
const WAY_MS = 80
const SLOW_WAY_MS = 1_500
const SLOW_SHARE = 1 / 8
/** Milliseconds that a late event is late, at most: longer than a client waits for it. */
const LATE_MS = 400

/** What goes wrong between clients and server, each as a share from 0 to 1. */
export interface Weather {
  /** Calls that never arrive. */
  lostCalls: number
  /** Answers that never arrive, though the call did its work. */
  lostAnswers: number
  lostEvents: number
  doubledEvents: number
  /** Events that are overtaken by later ones. */
  lateEvents: number
}

export const calm: Weather = { lostCalls: 0, lostAnswers: 0, lostEvents: 0, doubledEvents: 0, lateEvents: 0 }
export const stormy: Weather = { lostCalls: 0.15, lostAnswers: 0.15, lostEvents: 0.15, doubledEvents: 0.1, lateEvents: 0.15 }

export type Network = ReturnType<typeof createNetwork>

/** The ways between clients and server: they take time, lose and double. */
export function createNetwork({ clock, random, server }: { clock: VirtualClock, random: () => number, server: SimulatedServer }) {
  let weather = calm
  /** How often each node was stopped: what it had not answered by then it never does. */
  const stops = new Map<number, number>()
  const happens = (share: number) => random() < share
  const way = () => 1 + random() * WAY_MS
  const callWay = () => happens(SLOW_SHARE) ? random() * SLOW_WAY_MS : way()
  const passes = (ms: number) => new Promise<void>(resolve => clock.set(resolve, ms))

  /** Answers with data, or throws `ApiError`: `network` when one of the ways lost something. */
  async function call(request: ServerCall): Promise<unknown> {
    const copy = structuredClone(request)
    const stopsBefore = stops.get(request.node)
    await passes(callWay())
    if (happens(weather.lostCalls)) throw new ApiError({ code: 'network' })
    const outcome = await settle(server.call(copy))
    await passes(callWay())
    if (happens(weather.lostAnswers) || stops.get(request.node) !== stopsBefore) throw new ApiError({ code: 'network' })
    if (outcome.error) throw outcome.error
    return outcome.data
  }

  /** One stream keeps its order by itself; what is late comes from a broadcast that took another way. */
  function createEventWay() {
    let lastArrival = 0
    return (arrive: () => void) => {
      if (happens(weather.lostEvents)) return
      const isLate = happens(weather.lateEvents)
      lastArrival = Math.max(lastArrival, clock.now() + way())
      clock.set(arrive, isLate ? way() + random() * LATE_MS : lastArrival - clock.now())
      if (happens(weather.doubledEvents)) clock.set(arrive, way() + random() * LATE_MS)
    }
  }

  /** A node is stopped, and started again at once. */
  const cut = (node: number) => void stops.set(node, (stops.get(node) ?? 0) + 1)

  return { call, createEventWay, way, cut, setWeather: (next: Weather) => void (weather = next) }
}

async function settle(work: Promise<unknown>): Promise<{ data?: unknown, error?: unknown }> {
  try {
    return { data: await work }
  }
  catch (error) {
    return { error }
  }
}
