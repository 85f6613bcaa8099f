import { pass } from '../clock.ts'
import { startCrew } from '../generator/crew.ts'
import type { Ground } from '../fleet.ts'
import { startTarget } from '../fleet.ts'
import { remoteProbe } from '../probe/remote-probe.ts'
import { median } from '../statistics.ts'
import type { Size, TargetName } from '../targets/target.ts'

export interface MemoryOptions {
  names: readonly TargetName[]
  size: Size
  rounds: number
}

/** What one connected, idle client takes of the server: resident memory in bytes, median over the rounds. */
export interface MemoryResult {
  target: TargetName
  clients: number
  bytesPerClient: number
  /** Resident memory of the server without clients, in bytes. */
  base: number
  /** Milliseconds until all clients were connected. */
  connecting: number
}

/** Milliseconds for what a server does after the last client has come, such as telling who is there. */
const SETTLE_MS = 3_000

/** Reads the server's resident memory before the clients come and when they are there and idle. */
export async function measureMemory({ names, size, rounds }: MemoryOptions, ground: Ground): Promise<MemoryResult[]> {
  ground.say(`memory: ${size.clients} idle clients`)
  const turns = new Map<TargetName, MemoryResult[]>(names.map(name => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const turn = await weigh(name, size, ground)
      turns.get(name)?.push(turn)
      ground.say(`  round ${round + 1} ${name.padEnd(9)} ${(turn.bytesPerClient / 1_000).toFixed(1)} kB a client, connected in ${(turn.connecting / 1_000).toFixed(1)} s`)
    }
  }
  return names.map(name => ({
    target: name,
    clients: size.clients,
    bytesPerClient: median((turns.get(name) ?? []).map(turn => turn.bytesPerClient)),
    base: median((turns.get(name) ?? []).map(turn => turn.base)),
    connecting: median((turns.get(name) ?? []).map(turn => turn.connecting)),
  }))
}

async function weigh(name: TargetName, size: Size, ground: Ground): Promise<MemoryResult> {
  const target = await startTarget(name, size, ground)
  const crew = startCrew(target, ground.directory)
  try {
    const probes = target.servers.map(remoteProbe)
    const memory = async () => (await Promise.all(probes.map(call => call('memory')))).reduce((sum, { resident }) => sum + resident, 0)
    const base = await memory()
    const connecting = await crew.connect()
    await pass(SETTLE_MS)
    const loaded = await memory()
    return { target: name, clients: size.clients, bytesPerClient: (loaded - base) / size.clients, base, connecting }
  }
  finally {
    await crew.stop()
    await target.stop()
  }
}
