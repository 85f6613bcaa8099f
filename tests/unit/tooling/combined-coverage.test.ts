import { describe, expect, it } from 'vitest'
import type { Branch } from '../../../scripts/coverage/branches.ts'
import { joinBranches } from '../../../scripts/coverage/branches.ts'
import { combine, gaps, shares } from '../../../scripts/coverage/combine.ts'

const at = (line: number) => ({ start: { line } })

describe('coverage of tests and of what they started', () => {
  const inTests = {
    '/parley/server/a.ts': {
      statementMap: { 0: at(1), 1: at(2), 2: at(3) },
      s: { 0: 1, 1: 0, 2: 0 },
      fnMap: {},
      f: {},
      branchMap: { 0: { loc: at(2), type: 'if' } },
      b: { 0: [0, 0] },
    },
  }
  const inServers = {
    'server/a.ts': {
      statementMap: { 0: at(2), 1: at(9) },
      s: { 0: 4, 1: 1 },
      fnMap: {},
      f: {},
      branchMap: { 0: { loc: at(2), type: 'IfStatement' } },
      b: { 0: [0, 4] },
    },
  }

  it('[R-201] adds what a server reached, and nothing that the sources do not have', () => {
    const files = combine([inTests, inServers], '/parley')
    expect(shares(files, 'server/')).toEqual({ lines: { covered: 2, total: 3 }, branches: { covered: 1, total: 2 } })
  })

  it('[R-201] counts a file that nothing reached', () => {
    expect(shares(combine([inTests, {}], '/parley'), 'server/').lines).toEqual({ covered: 1, total: 3 })
  })

  it('[R-201] counts a body without braces, which only the sources\' tool takes for a statement, once it ran', () => {
    const withBody = (called: number) => ({ 'server/a.ts': { statementMap: {}, s: {}, fnMap: { 0: { loc: at(3) } }, f: { 0: called }, branchMap: {}, b: {} } })
    expect([0, 1].map(called => shares(combine([inTests, withBody(called)], '/parley'), 'server/').lines.covered)).toEqual([1, 2])
  })

  it('[R-201] names what is missing, the file that misses most first', () => {
    const files = combine([{ ...inTests, '/parley/server/b.ts': { statementMap: { 0: at(7) }, s: { 0: 0 }, fnMap: {}, f: {}, branchMap: {}, b: {} } }, inServers], '/parley')
    expect(gaps(files, ['server/'])).toEqual([
      { path: 'server/a.ts', lines: 1, branches: 1, at: [2, 3] }, { path: 'server/b.ts', lines: 1, branches: 0, at: [7] },
    ])
    expect(gaps(files, ['shared/'])).toEqual([])
  })
})

describe('the same branch in the sources and in a bundle', () => {
  const branch = (column: number, kind: string, ways: number[], line = 2): Branch => ({ line, column, kind, ways })
  const joined = (known: Branch[], more: Branch[]) => {
    joinBranches(known, more)
    return known.map(({ ways }) => ways)
  }

  it('[R-201] is known by its place and kind, whatever else stands on its line', () => {
    const bundled = [branch(4, 'if', [0, 3]), branch(8, 'binary-expr', [5, 0]), branch(8, 'cond-expr', [7, 7])]
    expect(joined([branch(4, 'if', [0, 0]), branch(8, 'cond-expr', [0, 0]), branch(8, 'binary-expr', [0, 0])], bundled)).toEqual([[0, 3], [7, 7], [5, 0]])
  })

  it('[R-201] is found where the bundler moved it, when the rest of the line leaves no doubt', () => {
    expect(joined([branch(4, 'if', [0, 0]), branch(9, 'binary-expr', [1, 0])], [branch(4, 'if', [1, 1]), branch(12, 'binary-expr', [2, 2])])).toEqual([[1, 1], [3, 2]])
  })

  it.each([
    ['one that was left out before it', [branch(30, 'binary-expr', [4, 4])]],
    ['another kind at its place', [branch(4, 'cond-expr', [4, 4]), branch(20, 'cond-expr', [4, 4])]],
    ['more ways', [branch(4, 'binary-expr', [4, 4, 4]), branch(20, 'binary-expr', [4, 4, 4])]],
    ['the same place on another line', [branch(4, 'binary-expr', [4, 4], 3), branch(20, 'binary-expr', [4, 4], 3)]],
  ])('[R-201] is not counted where it cannot be told: %s', (_, more) => {
    expect(joined([branch(4, 'binary-expr', [0, 0]), branch(20, 'binary-expr', [0, 0])], more)).toEqual([[0, 0], [0, 0]])
  })
})
