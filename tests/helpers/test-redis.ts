import { spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import type { TestProcess } from './test-process.ts'
import { startProcess } from './test-process.ts'
import { until } from './until.ts'

/** Whether this machine has Redis. Use it as `describe.skipIf(!redisAvailable)`: the run names what it skipped. */
export const redisAvailable = spawnSync('redis-server', ['--version']).status === 0

/** A Redis of the test's own, empty, without persistence. */
export interface TestRedis {
  readonly url: string
  /** Ends it at once; `start` brings it back, empty, on the same port. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Starts Redis on a port of its own. The caller stops it. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort()
  const directory = await mkdtemp(join(tmpdir(), 'parley-redis-'))
  const running = new Set<TestProcess>()

  async function start(): Promise<void> {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory]
    running.add(startProcess({ command: 'redis-server', args, env: { PATH: process.env.PATH ?? '' } }))
    await until(() => answersPing(port), { what: 'Redis' })
  }

  async function endAll(how: 'stop' | 'kill'): Promise<void> {
    await Promise.all([...running].map(redis => redis[how]()))
    running.clear()
  }

  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill: () => endAll('kill'),
    stop: async () => {
      await endAll('stop')
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function answersPing(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    socket.write('PING\r\n')
    const [answer] = await once(socket, 'data')
    return String(answer).startsWith('+PONG')
  }
  finally {
    socket.destroy()
  }
}
