import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { registry } from '#shared/contracts/registry.ts'
import { routes } from '#shared/routes.ts'
import type { SourceFile } from './source-files.ts'
import { readFiles } from './source-files.ts'

/** The documents of the interface answer themselves, not an envelope. */
const DOCUMENTS: ReadonlySet<string> = new Set(['openapi', 'asyncapi'])

/** What the sidebase module calls is ours too. */
const files = readFiles(/^(layers\/[^/]+\/)?server\/api\/(v1|auth)\/.*\.ts$/)
const rootFiles = files.filter(({ path }) => path.startsWith('server/'))

/** `server/api/v1/users/[userId].get.ts` is `GET /api/v1/users/:userId`. */
function routeOf(path: string): string {
  const [, place = '', method = ''] = /server(\/api\/.*?)(?:\/index)?\.(get|post|put|patch|delete)\.ts$/.exec(path) ?? []
  return `${method.toUpperCase()} ${place.replace(/\[(\w+)\]/g, ':$1')}`
}

/** The contract that a file hands to `defineApi`, found through its import. */
async function contractOf({ path, text }: SourceFile): Promise<{ method?: string, path?: string } | undefined> {
  const handed = /defineApi\(\s*(\w+)/.exec(text)?.[1]
  if (handed === undefined) return undefined
  // The first import that brings this name and comes from the contracts.
  const found = [...text.matchAll(/import \{([^}]*)\} from '((?:#shared|\.)[^']*contracts[^']*)'/g)]
    .find(([, names = '']) => new RegExp(`\\b${handed}\\b`).test(names))
  const [, names = '', source = ''] = found ?? []
  if (found === undefined) return undefined
  const named = new RegExp(`\\b(\\w+) as ${handed}\\b`).exec(names)?.[1] ?? handed
  const file = source.startsWith('#shared/') ? resolve('shared', source.slice('#shared/'.length)) : resolve(path, '..', source)
  const contracts = await import(file) as Record<string, { method?: string, path?: string }>
  return contracts[named]
}

describe('routes and their files', () => {
  it('[R-152] every operation of the table has its file', () => {
    const served = new Set(rootFiles.map(({ path }) => routeOf(path)))
    const missing = Object.values(routes).map(route => route.join(' ')).filter(route => !served.has(route))
    expect(missing).toEqual([])
  })

  it('[R-152] every file serves an operation of the table', () => {
    const known = new Set(Object.values(routes).map(route => route.join(' ')))
    expect(rootFiles.map(({ path }) => routeOf(path)).filter(route => !known.has(route))).toEqual([])
  })

  it('[R-152] every operation of the table has a contract', () => {
    const described = new Set(registry.map(({ operation }) => operation))
    expect(Object.keys(routes).filter(operation => !described.has(operation))).toEqual([])
  })

  const handlers = files.filter(({ path }) => !DOCUMENTS.has(/(\w+)\.json\.get\.ts$/.exec(path)?.[1] ?? ''))
  it.each(handlers.map(file => [file.path, file] as const))('[T-29] %s is made by defineApi with the contract of its place', async (path, file) => {
    const contract = await contractOf(file)
    expect(contract, 'export default defineApi(contract, …) with a contract imported from #shared/contracts').toBeDefined()
    expect(`${contract?.method} ${contract?.path}`).toBe(routeOf(path))
  })
})
