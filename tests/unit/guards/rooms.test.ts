import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles, readFiles } from './source-files.ts'

/** Files at which a folder is split by noun. */
const FOLDER_MAX = 30

/** The nouns of the product. A feature has the same folder name in every wing (docs/architecture.md). */
const NOUNS = new Set([
  'access', 'account', 'audit', 'authentication', 'bookmarks', 'composer', 'connection', 'conversation-settings', 'conversations', 'drafts',
  'frame', 'invitations', 'jobs', 'mail', 'message', 'messages', 'outbox', 'participants', 'passwords', 'people', 'pins', 'polls', 'presence',
  'previews', 'projects', 'reactions', 'read-markers', 'read-model', 'realtime', 'reminders', 'retention', 'scheduled', 'search', 'setup',
  'sync', 'threads', 'timeline', 'users',
])

/** Each wing with the folders in it that are not about one noun. */
const WINGS: [wing: string, others: string[]][] = [
  ['components/messaging', []],
  ['composables', []],
  ['client', ['api', 'features', 'reading']],
  ['server/domain', []],
  ['tests/unit', ['api-docs', 'client', 'edge', 'guards', 'infra', 'live-audit', 'load', 'security', 'shared', 'simulator', 'stores', 'tooling', 'websocket']],
  ['tests/integration', ['admin', 'harness', 'migrations', 'security', 'simulator', 'websocket']],
  ['tests/slow', ['admin', 'harness', 'live-audit', 'migrations', 'resilience', 'start', 'websocket']],
  ['tests/e2e', ['admin', 'security']],
]

describe('rooms', () => {
  it.each(WINGS)('[R-166] folders of %s carry the nouns of the product', (wing, others) => {
    const below = listFiles(new RegExp(`^${wing}/[^/]+/`)).map(path => path.slice(wing.length + 1).split('/')[0] ?? '')
    const folders = [...new Set(below)]
    expect(folders.length).toBeGreaterThan(0)
    expect(folders.filter(name => !NOUNS.has(name) && !others.includes(name))).toEqual([])
  })

  it('[R-166] no folder of code holds more than 30 files', () => {
    const counts = new Map<string, number>()
    for (const path of listFiles(/\.(ts|vue|mjs)$/)) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count > FOLDER_MAX)).toEqual([])
  })

  it('[R-166] nouns of the domain do not import each other in a circle', () => {
    expect(findCircle(importsOfNouns())).toBeUndefined()
  })

  it('[R-166] finds a circle of three', () => {
    const imports = new Map([['a', new Set(['b'])], ['b', new Set(['c', 'd'])], ['c', new Set(['a'])], ['d', new Set<string>()]])
    expect(findCircle(imports)).toEqual(['a', 'b', 'c', 'a'])
  })
})

/** Which noun of the domain imports which others, types included. */
function importsOfNouns(): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>()
  for (const { path, text } of readFiles(/^server\/domain\/[^/]+\/.*\.ts$/)) {
    const noun = path.split('/')[2] ?? ''
    const found = imports.get(noun) ?? new Set()
    for (const [, other = ''] of text.matchAll(/'#server\/domain\/([^/']+)\//g)) if (other !== noun) found.add(other)
    imports.set(noun, found)
  }
  return imports
}

/** The first circle that a walk along the imports meets, from a noun back to itself. */
function findCircle(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const finished = new Set<string>()
  const walk = (noun: string, trail: string[]): string[] | undefined => {
    if (trail.includes(noun)) return [...trail.slice(trail.indexOf(noun)), noun]
    if (finished.has(noun)) return undefined
    for (const next of imports.get(noun) ?? []) {
      const circle = walk(next, [...trail, noun])
      if (circle) return circle
    }
    finished.add(noun)
    return undefined
  }
  for (const noun of imports.keys()) {
    const circle = walk(noun, [])
    if (circle) return circle
  }
  return undefined
}
