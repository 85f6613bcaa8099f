import { parseArgs } from 'node:util'
import { spawnSync } from 'node:child_process'
import type { Size, TargetName } from './targets/target.ts'

export const parts = ['delivery', 'rate', 'memory', 'storm', 'nodes', 'api'] as const
export type Part = (typeof parts)[number]

/** What a bench does: from its command line and its two presets. */
export interface BenchOptions {
  parts: readonly Part[]
  targets: readonly TargetName[]
  sizes: readonly Size[]
  /** Sends a second where the rate is fixed. */
  rate: number
  /** Seconds of every turn, and of every rate on the way up. */
  seconds: number
  rounds: number
  refinements: number
  idleClients: Size
  messages: number
  requests: number
  /** An existing PostgreSQL; the embedded one otherwise. */
  databaseUrl: string | undefined
  /** A folder for processor profiles of the product's processes. */
  profileDirectory: string | undefined
}

export const usage = `npm run bench -- [options]

  --quick              about a minute: fewer clients, one round
  --only <parts>       some of: ${parts.join(', ')}
  --targets <names>    some of: bare, insert, seq, batch, product
  --clients <numbers>  such as 100,1000
  --rounds <number>    how often the targets take turns
  --seconds <number>   length of a turn
  --messages <number>  messages stored for the part "api"
  --database <url>     an existing PostgreSQL instead of the embedded one
  --profile <folder>   keep a processor profile of every process of the product`

const full: BenchOptions = {
  parts,
  targets: ['bare', 'insert', 'seq', 'product'],
  sizes: [sizeOf(100), sizeOf(1_000), sizeOf(5_000)],
  rate: 100,
  seconds: 6,
  rounds: 3,
  refinements: 2,
  idleClients: sizeOf(5_000),
  messages: 1_000_000,
  requests: 1_000,
  databaseUrl: undefined,
  profileDirectory: undefined,
}

const quick: BenchOptions = {
  ...full,
  parts: ['delivery', 'api'],
  sizes: [sizeOf(100), sizeOf(1_000)],
  seconds: 4,
  rounds: 1,
  refinements: 0,
  idleClients: sizeOf(1_000),
  messages: 20_000,
  requests: 200,
}

/** Rooms of 10 for a hundred clients, rooms of 50 for more. */
function sizeOf(clients: number): Size {
  return { clients, membersPerRoom: clients <= 100 ? 10 : 50 }
}

/** @throws Error that names a wrong option */
export function readOptions(args: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      only: { type: 'string' },
      targets: { type: 'string' },
      clients: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      messages: { type: 'string' },
      database: { type: 'string' },
      profile: { type: 'string' },
    },
  })
  if (values.help) return 'help'
  const preset = values.quick ? quick : full
  const sizes = values.clients === undefined ? preset.sizes : values.clients.split(',').map(clients => sizeOf(readNumber('--clients', clients)))
  return {
    ...preset,
    parts: values.only === undefined ? preset.parts : values.only.split(',').map(readPart),
    targets: (values.targets?.split(',') ?? preset.targets) as TargetName[],
    sizes,
    idleClients: values.clients === undefined ? preset.idleClients : sizes.at(-1) ?? preset.idleClients,
    rounds: values.rounds === undefined ? preset.rounds : readNumber('--rounds', values.rounds),
    seconds: values.seconds === undefined ? preset.seconds : readNumber('--seconds', values.seconds),
    messages: values.messages === undefined ? preset.messages : readNumber('--messages', values.messages),
    databaseUrl: values.database,
    profileDirectory: values.profile,
  }
}

function readPart(name: string): Part {
  const part = parts.find(known => known === name)
  if (!part) throw new Error(`There is no part "${name}"; there are: ${parts.join(', ')}`)
  return part
}

function readNumber(option: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value <= 0) throw new Error(`${option} needs a whole number above 0, not "${text}"`)
  return value
}

/** Whether two nodes can be tried on this machine. */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0
}
