import { once } from 'node:events'
import { join } from 'node:path'
import type { Child } from '../child.ts'
import { startChild } from '../child.ts'
import type { Cluster } from '../database/cluster.ts'
import { withClient } from '../database/cluster.ts'
import { digestOf } from '../generator/room.ts'
import { PROBE_OPTIONS } from '../probe/remote-probe.ts'
import type { Size, StoredRoom, Target } from './target.ts'

export type YardstickName = 'bare' | 'insert' | 'seq' | 'batch'

interface YardstickOptions {
  name: YardstickName
  cluster: Cluster
  size: Size
  /** A folder for its log. */
  directory: string
}

/** Starts a yardstick with a fresh database. */
export async function startYardstick({ name, cluster, size, directory }: YardstickOptions): Promise<Target> {
  const databaseUrl = name === 'bare' ? undefined : await cluster.createDatabase(`load_${name}`)
  const server = startChild({
    script: join(import.meta.dirname, '../yardsticks', `${name}.ts`),
    nodeOptions: PROBE_OPTIONS,
    env: { NODE_ENV: 'production', ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) },
    logFile: join(directory, `${name}.log`),
  })
  const url = `http://127.0.0.1:${await portOf(server)}`
  const isOrdered = name === 'seq' || name === 'batch'
  return {
    name,
    address: { kind: 'yardstick', urls: [url] },
    rooms: roomsOf(size),
    servers: [server],
    databaseUrl,
    stored: async () => databaseUrl === undefined ? undefined : await readStored(databaseUrl, isOrdered),
    isOrdered,
    stop: () => server.stop(),
  }
}

async function portOf(server: Child): Promise<number> {
  const ended = once(server.process, 'exit').then(() => {
    throw new Error(`A yardstick ended at once:\n${server.output()}`)
  })
  const [{ port }] = await Promise.race([once(server.process, 'message'), ended]) as [{ port: number }]
  return port
}

function roomsOf({ clients, membersPerRoom }: Size) {
  return Array.from({ length: clients / membersPerRoom }, (_room, room) => ({
    id: `room-${room}`,
    members: Array.from({ length: membersPerRoom }, (_member, member) => ({ userId: `person-${room}-${member}`, token: '' })),
  }))
}

async function readStored(databaseUrl: string, isOrdered: boolean): Promise<Map<string, StoredRoom>> {
  const { rows } = await withClient(databaseUrl, client => client.query<{ room: string, ids: string[], bodies: string[] }>(`
    SELECT room, array_agg(id::text ORDER BY ${isOrdered ? 'seq' : 'id::text COLLATE "C"'}) AS ids,
      array_agg(body ORDER BY ${isOrdered ? 'seq' : 'id::text COLLATE "C"'}) AS bodies
    FROM messages GROUP BY room`))
  return new Map(rows.map(({ room, ids, bodies }) => {
    const lines = isOrdered ? ids.map((id, index) => `${id} ${bodies[index]}`) : ids
    return [room, { messages: ids.length, digest: digestOf(lines) }]
  }))
}
