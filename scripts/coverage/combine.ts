import { isAbsolute, relative, resolve } from 'node:path'
import type { Branch, FileCoverage } from './branches.ts'
import { branchesOf, joinBranches } from './branches.ts'

export type CoverageMap = Record<string, FileCoverage>

/** How often each line, and each way of each branch, was taken. */
interface FileCounts {
  lines: Map<number, number>
  branches: Branch[]
}

/**
 * Combines recordings of the same files. The first map is the measure: it holds every file and
 * says which lines and branches there are. The others, made by another tool from bundled code,
 * add what they saw taken there.
 */
export function combine([measure = {}, ...others]: readonly CoverageMap[], root: string): Map<string, FileCounts> {
  const files = new Map(Object.entries(measure).map(([path, file]) => [nameOf(path, root), countsOf(file)]))
  for (const [path, file] of others.flatMap(map => Object.entries(map))) {
    const counts = files.get(nameOf(path, root))
    if (counts === undefined) continue
    for (const line of reachedLines(file)) {
      const known = counts.lines.get(line)
      if (known !== undefined) counts.lines.set(line, known + 1)
    }
    joinBranches(counts.branches, branchesOf(file))
  }
  return files
}

function nameOf(path: string, root: string): string {
  return relative(root, isAbsolute(path) ? path : resolve(root, path))
}

function countsOf(file: FileCoverage): FileCounts {
  const lines = new Map<number, number>()
  for (const [id, { start }] of Object.entries(file.statementMap)) {
    lines.set(start.line, Math.max(lines.get(start.line) ?? 0, file.s[id] ?? 0))
  }
  return { lines, branches: branchesOf(file) }
}

/** Lines that were reached. A body without braces is a statement to the measure, and to the other tool it is none. */
function reachedLines({ statementMap, s, fnMap, f }: FileCoverage): Set<number> {
  const statements = Object.entries(statementMap).flatMap(([id, { start }]) => s[id] ? [start.line] : [])
  const bodies = Object.entries(fnMap).flatMap(([id, { loc }]) => f[id] ? [loc.start.line] : [])
  return new Set([...statements, ...bodies])
}

export interface Share {
  covered: number
  total: number
}

/** Lines and branches of all files below a folder. */
export function shares(files: ReadonlyMap<string, FileCounts>, folder: string): { lines: Share, branches: Share } {
  const within = [...files].filter(([path]) => path.startsWith(folder)).map(([, counts]) => counts)
  return {
    lines: share(within.flatMap(({ lines }) => [...lines.values()])),
    branches: share(within.flatMap(({ branches }) => branches.flatMap(({ ways }) => ways))),
  }
}

function share(counts: readonly number[]): Share {
  return { covered: counts.filter(count => count > 0).length, total: counts.length }
}

/** What nothing reached in one file. */
interface Gap {
  path: string
  lines: number
  /** Ways of branches. */
  branches: number
  /** The lines on which they are, in order. */
  at: number[]
}

/** The files below the folders that miss anything, those that miss most first. */
export function gaps(files: ReadonlyMap<string, FileCounts>, folders: readonly string[]): Gap[] {
  return [...files].filter(([path]) => folders.some(folder => path.startsWith(folder)))
    .map(([path, counts]) => gapOf(path, counts))
    .filter(({ at }) => at.length > 0)
    .sort((one, other) => other.lines + other.branches - one.lines - one.branches)
}

function gapOf(path: string, { lines, branches }: FileCounts): Gap {
  const missedLines = [...lines].flatMap(([line, count]) => count === 0 ? [line] : [])
  const missedWays = branches.flatMap(({ line, ways }) => ways.filter(count => count === 0).map(() => line))
  return { path, lines: missedLines.length, branches: missedWays.length, at: [...new Set([...missedLines, ...missedWays])].sort((one, other) => one - other) }
}
