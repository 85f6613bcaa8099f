import { describe, expect, it } from 'vitest'
import { combine, shares } from '../../../scripts/coverage/combine.ts'

const at = (line: number) => ({ start: { line } })

describe('coverage of tests and servers together', () => {
  const inTests = {
    '/parley/server/a.ts': {
      statementMap: { 0: at(1), 1: at(2), 2: at(3) },
      s: { 0: 1, 1: 0, 2: 0 },
      branchMap: { 0: { loc: at(2) } },
      b: { 0: [0, 0] },
    },
  }
  const inServers = {
    'server/a.ts': {
      statementMap: { 0: at(2), 1: at(9) },
      s: { 0: 4, 1: 1 },
      branchMap: { 0: { loc: at(2) } },
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
})
