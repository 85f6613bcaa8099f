import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { renderPage } from '../../../scripts/requirements/page.ts'
import { readTitles } from '../../../scripts/requirements/titles.ts'

describe('numbers in test titles', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-titles-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('[R-202] reads several numbers, short ones included, in every kind of quotes', () => {
    const path = join(folder, 'a.test.ts')
    // Built from parts, so that this file does not itself carry the numbers.
    const numbers = (...ids: string[]) => ids.map(id => `[${id}]`).join('')
    writeFileSync(path, `it('${numbers('R-30', 'T-04')} one row', a)\nit.each(b)(\`${numbers('S-1')} a cookie\`, c)\nit('no number', d)\n`)
    expect(readTitles(path).map(({ ids, title }) => [ids, title])).toEqual([[['R-030', 'T-04'], 'one row'], [['S-01'], 'a cookie']])
  })

  it('[R-202] lists a requirement with its test files, each once, and its documents', () => {
    const sections = [{ title: 'Talk', requirements: [{ id: 'R-030', text: 'One | row', claimed: true, documents: ['docs/a.md'] }] }]
    const test = { ids: ['R-030'], path: 'tests/a.test.ts', title: 'one row' }
    const page = renderPage(sections, [test, { ...test, title: 'another row' }])
    expect(page).toContain('| **R-030** | One \\| row | `tests/a.test.ts`<br>[docs/a.md](../docs/a.md) |')
  })
})
