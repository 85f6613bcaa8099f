interface Location {
  start: { line: number, column?: number }
}

/** One file in Istanbul's format. */
export interface FileCoverage {
  statementMap: Record<string, Location>
  s: Record<string, number>
  fnMap: Record<string, { loc: Location }>
  f: Record<string, number>
  branchMap: Record<string, { loc: Location, type: string }>
  b: Record<string, number[]>
}

/** One place at which the code goes one way or another, and how often it took each. */
export interface Branch {
  line: number
  column: number
  kind: string
  ways: number[]
}

/** What the two tools call the same. */
const KINDS: Record<string, string> = {
  IfStatement: 'if', ConditionalExpression: 'cond-expr', LogicalExpression: 'binary-expr', SwitchStatement: 'switch', AssignmentPattern: 'default-arg',
}

/** The branches of a file, in the order of their places. */
export function branchesOf({ branchMap, b }: FileCoverage): Branch[] {
  return Object.entries(branchMap)
    .map(([id, { loc: { start }, type }]) => ({ line: start.line, column: start.column ?? 0, kind: KINDS[type] ?? type, ways: [...b[id] ?? []] }))
    .sort((one, other) => one.line - other.line || one.column - other.column)
}

/**
 * Adds what another recording saw. A branch is known by its place and kind. Bundlers move some by a
 * few columns: those left over on a line are joined in their order when they are as many, each with
 * as many ways. What still does not fit is not counted: too little rather than too much.
 */
export function joinBranches(known: readonly Branch[], more: readonly Branch[]): void {
  const places = Map.groupBy(more, placeOf)
  const joined = new Set<Branch>()
  for (const [place, branches] of Map.groupBy(known, placeOf)) {
    const same = places.get(place) ?? []
    if (!areAlike(branches, same)) continue
    add(branches, same)
    for (const branch of [...branches, ...same]) joined.add(branch)
  }
  const left = Map.groupBy(more.filter(branch => !joined.has(branch)), ({ line }) => line)
  for (const [line, branches] of Map.groupBy(known.filter(branch => !joined.has(branch)), ({ line }) => line)) {
    const moved = left.get(line) ?? []
    if (areAlike(branches, moved)) add(branches, moved)
  }
}

function placeOf({ line, column, kind }: Branch): string {
  return `${line}:${column} ${kind}`
}

function areAlike(some: readonly Branch[], others: readonly Branch[]): boolean {
  return some.length === others.length && some.every(({ kind, ways }, index) => kind === others[index]?.kind && ways.length === others[index].ways.length)
}

function add(some: readonly Branch[], others: readonly Branch[]): void {
  some.forEach(({ ways }, index) => others[index]?.ways.forEach((count, way) => ways[way] = (ways[way] ?? 0) + count))
}
