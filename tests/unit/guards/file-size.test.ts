import { describe, expect, it } from 'vitest'
import { readFiles } from './source-files.ts'

/** Lines at which a file is split (see CONTRIBUTING.md). */
const MAX_LINES = 250

/** Data tables may be as long as their data. */
const DATA_TABLES = /^(prisma\/factories\/(world|texts)\/|package-lock\.json$)/

describe('file size', () => {
  it('[R-169] no file of code is longer than 250 lines', () => {
    const long = readFiles(/\.(ts|mjs|vue|css)$/)
      .filter(({ path }) => !DATA_TABLES.test(path))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > MAX_LINES)
    expect(long).toEqual([])
  })
})
