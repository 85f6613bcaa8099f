import { Pool } from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { now } from '../clock.ts'
import type { Archive } from '../database/archive.ts'
import { createArchive } from '../database/archive.ts'
import type { Ground } from '../fleet.ts'
import { profileOptions } from '../fleet.ts'
import { HttpClient } from '../generator/http-client.ts'
import type { Random } from '../random.ts'
import { createRandom } from '../../simulator/random.ts'
import { pick } from '../random.ts'
import { quantileOf } from '../statistics.ts'
import { startProductOn } from '../targets/product-target.ts'
import { conversationListQuery, historyPageQuery, PAGE } from './api-queries.ts'

export interface ApiOptions {
  /** Messages stored before the first request. */
  messages: number
  /** Requests of each kind. */
  requests: number
}

/** One kind of request: ms of a single client that waits for every answer. */
export interface ApiResult {
  operation: 'history page' | 'conversation list' | 'sync' | 'send'
  messages: number
  mean: number
  p50: number
  p99: number
  /** The same from the database alone, in turn with the requests; where there is one statement to compare with. */
  bare: { mean: number, p50: number, p99: number } | undefined
}

interface Step {
  operation: ApiResult['operation']
  request: (reader: Reader) => { method: string, path: string, body?: unknown }
  query?: (reader: Reader) => { name: string, text: string, values: unknown[] }
}

/** Who asks, about which conversation, and before which message. */
interface Reader {
  person: Archive['people'][number]
  conversationId: string
  before: number
}

const steps: readonly Step[] = [
  {
    operation: 'history page',
    request: ({ conversationId, before }) => ({ method: 'GET', path: `/api/v1/conversations/${conversationId}/messages?before=${before}&limit=${PAGE}` }),
    query: ({ conversationId, before }) => ({ ...historyPageQuery, values: [conversationId, before] }),
  },
  {
    operation: 'conversation list',
    request: () => ({ method: 'GET', path: '/api/v1/conversations' }),
    query: ({ person }) => ({ ...conversationListQuery, values: [person.userId] }),
  },
  {
    operation: 'sync',
    request: () => ({ method: 'POST', path: '/api/v1/sync', body: { cursors: {} } }),
  },
  {
    operation: 'send',
    request: ({ conversationId }) => ({ method: 'POST', path: `/api/v1/conversations/${conversationId}/messages`, body: { id: uuidv7(), body: 'One more.' } }),
  },
]

/** Requests to a product with a long history, each in turn with its bare query. */
export async function measureApi({ messages, requests }: ApiOptions, ground: Ground): Promise<ApiResult[]> {
  ground.say(`API with ${messages.toLocaleString('en')} messages stored`)
  const databaseUrl = await ground.cluster.createDatabase('load_archive', { migrated: true })
  const product = await startProductOn({ databaseUrl, directory: ground.directory, nodeOptions: profileOptions(ground.profileDirectory) })
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  const http = new HttpClient()
  try {
    const archive = await createArchive({ databaseUrl, jwtSecret: product.jwtSecret, messages })
    const results: ApiResult[] = []
    for (const step of steps) {
      const result = await measureStep(step, { archive, requests, pool, http, url: product.url })
      results.push({ ...result, messages })
      ground.say(`  ${step.operation.padEnd(17)} mean ${result.mean.toFixed(1)} p99 ${result.p99.toFixed(1)} ms${result.bare ? `, bare mean ${result.bare.mean.toFixed(1)} p99 ${result.bare.p99.toFixed(1)} ms` : ''}`)
    }
    return results
  }
  finally {
    http.close()
    await pool.end()
    await product.server.stop()
  }
}

interface StepGround {
  archive: Archive
  requests: number
  pool: Pool
  http: HttpClient
  url: string
}

async function measureStep(step: Step, { archive, requests, pool, http, url }: StepGround): Promise<Omit<ApiResult, 'messages'>> {
  const random = createRandom(1)
  const times = { product: new Float64Array(requests), bare: new Float64Array(requests) }
  // The first tenth warms caches and compilers up and is overwritten.
  for (let turn = -Math.ceil(requests / 10); turn < requests; turn += 1) {
    const reader = readerOf(archive, random)
    const { method, path, body } = step.request(reader)
    const place = Math.max(0, turn)
    const query = step.query?.(reader)
    const ask = async () => {
      times.product[place] = await timed(async () => {
        const { status } = await http.send(method, `${url}${path}`, reader.person.token, body)
        if (status >= 300) throw new Error(`${step.operation} was answered with ${status}`)
      })
    }
    const queryBare = async () => {
      if (query) times.bare[place] = await timed(() => pool.query(query))
    }
    // The second one finds the pages of this reader in memory, so each is second equally often.
    for (const measure of turn % 2 === 0 ? [ask, queryBare] : [queryBare, ask]) await measure()
  }
  return { operation: step.operation, ...spread(times.product), bare: step.query ? spread(times.bare) : undefined }
}

function readerOf({ people, messagesPerConversation }: Archive, random: Random): Reader {
  const person = pick(random, people)
  return { person, conversationId: pick(random, person.conversationIds), before: PAGE + 1 + Math.floor(random() * (messagesPerConversation - PAGE)) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = now()
  await work()
  return now() - start
}

function spread(values: Float64Array): { mean: number, p50: number, p99: number } {
  const sorted = values.toSorted()
  return { mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length, p50: quantileOf(sorted, 0.5), p99: quantileOf(sorted, 0.99) }
}
