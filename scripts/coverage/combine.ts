import { isAbsolute, relative, resolve } from 'node:path'

interface Location {
  start: { line: number }
}

/** One file in Istanbul's format. */
interface FileCoverage {
  statementMap: Record<string, Location>
  s: Record<string, number>
  branchMap: Record<string, { loc: Location }>
  b: Record<string, number[]>
}

export type CoverageMap = Record<string, FileCoverage>

/** How often each line, and each way of each branch, was taken. */
interface FileCounts {
  lines: Map<number, number>
  branches: Map<string, number>
}

/**
 * Combines recordings of the same files. The first map is the measure: it holds every file and
 * says which lines and branches there are. The others, made by another tool from bundled code,
 * add what they saw taken there; they are joined by line and by the branches' order on it.
 */
export function combine([measure = {}, ...others]: readonly CoverageMap[], root: string): Map<string, FileCounts> {
  const files = new Map(Object.entries(measure).map(([path, file]) => [nameOf(path, root), countsOf(file)]))
  for (const [path, file] of others.flatMap(map => Object.entries(map))) {
    const counts = files.get(nameOf(path, root))
    if (counts === undefined) continue
    const more = countsOf(file)
    addTo(counts.lines, more.lines)
    addTo(counts.branches, more.branches)
  }
  return files
}

function nameOf(path: string, root: string): string {
  return relative(root, isAbsolute(path) ? path : resolve(root, path))
}

function countsOf({ statementMap, s, branchMap, b }: FileCoverage): FileCounts {
  const lines = new Map<number, number>()
  for (const [id, { start }] of Object.entries(statementMap)) {
    lines.set(start.line, Math.max(lines.get(start.line) ?? 0, s[id] ?? 0))
  }
  const branches = new Map<string, number>()
  const onLine = new Map<number, number>()
  for (const [id, { loc }] of Object.entries(branchMap)) {
    const ordinal = (onLine.get(loc.start.line) ?? 0) + 1
    onLine.set(loc.start.line, ordinal)
    b[id]?.forEach((count, way) => branches.set(`${loc.start.line} ${ordinal} ${way}`, count))
  }
  return { lines, branches }
}

function addTo<Key>(counts: Map<Key, number>, more: ReadonlyMap<Key, number>): void {
  for (const [key, count] of more) {
    const known = counts.get(key)
    if (known !== undefined) counts.set(key, known + count)
  }
}

export interface Share {
  covered: number
  total: number
}

/** Lines and branches of all files below a folder. */
export function shares(files: ReadonlyMap<string, FileCounts>, folder: string): { lines: Share, branches: Share } {
  const within = [...files].filter(([path]) => path.startsWith(folder)).map(([, counts]) => counts)
  return {
    lines: share(within.flatMap(counts => [...counts.lines.values()])),
    branches: share(within.flatMap(counts => [...counts.branches.values()])),
  }
}

function share(counts: readonly number[]): Share {
  return { covered: counts.filter(count => count > 0).length, total: counts.length }
}
