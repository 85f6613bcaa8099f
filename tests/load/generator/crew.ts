import { join } from 'node:path'
import type { Child } from '../child.ts'
import { startChild } from '../child.ts'
import type { Target } from '../targets/target.ts'
import type { Load, RunReport } from './load.ts'
import { callRemote } from './remote.ts'
import type { RoomState } from './room.ts'

export interface CrewRun {
  /** Sends a second, all processes together. */
  rate: number
  seconds: number
  warmUp: number
  seed: number
  /** Seconds of load that may be outstanding before the run is given up; never, when missing. */
  patience?: number
}

/** Several generator processes that drive one target together. */
export interface Crew {
  /** Connects all clients; returns the ms that it took. */
  connect: () => Promise<number>
  run: (options: CrewRun) => Promise<RunReport[]>
  /** Ends the run under way before its time. */
  finish: () => Promise<void>
  /** Cuts all clients and lets them come back; returns the ms until the last was in sync. */
  storm: () => Promise<number>
  states: () => Promise<RoomState[]>
  stop: () => Promise<void>
}

/** Above this many clients the load is spread over two processes, so that neither is the limit. */
const CLIENTS_OF_ONE = 500

/** Starts generator processes for a target; whole rooms belong to one of them. */
export function startCrew(target: Target, directory: string): Crew {
  const clients = target.rooms.reduce((sum, room) => sum + room.members.length, 0)
  const count = clients > CLIENTS_OF_ONE ? 2 : 1
  const members = Array.from({ length: count }, (_member, index) => {
    const child = startChild({ script: join(import.meta.dirname, 'main.ts'), env: {}, logFile: join(directory, `generator-${target.name}-${index}.log`) })
    return { child, call: callTo(child), rooms: target.rooms.filter((_room, room) => room % count === index) }
  })
  const firstIndexes = members.map((_member, index) => members.slice(0, index).flatMap(({ rooms }) => rooms).reduce((sum, room) => sum + room.members.length, 0))
  return {
    connect: async () => longest(await Promise.all(members.map(({ call, rooms }, index) =>
      call('connect', { target: target.address, rooms, firstIndex: firstIndexes[index] ?? 0 })))),
    run: ({ rate, seconds, warmUp, seed, patience = Number.POSITIVE_INFINITY }) => Promise.all(members.map(({ call }, index) =>
      call('run', { rate: rate / count, seconds, warmUp, patience, seed: seed * count + index, offset: index * 1_000 / rate }))),
    finish: async () => {
      await Promise.all(members.map(({ call }) => call('finish')))
    },
    storm: async () => longest(await Promise.all(members.map(({ call }) => call('storm')))),
    states: async () => (await Promise.all(members.map(({ call }) => call('states')))).flat(),
    stop: async () => {
      await Promise.all(members.map(async ({ child, call }) => {
        await call('close')
        await child.stop()
      }))
    },
  }
}

function callTo(child: Child) {
  return callRemote<Load>({
    send: message => child.process.send(message),
    onMessage: listener => child.process.on('message', listener),
    onEnd: listener => child.process.once('exit', (code, signal) => listener(`A generator ended with ${signal ?? code}:\n${child.output()}`)),
  })
}

function longest(durations: readonly { duration: number }[]): number {
  return Math.max(...durations.map(({ duration }) => duration))
}
