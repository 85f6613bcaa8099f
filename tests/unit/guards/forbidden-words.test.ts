import { describe, expect, it } from 'vitest'
import { findLines, readFiles } from './source-files.ts'

const everything = readFiles(/\.(ts|mjs|js|vue|css|json|md|ya?ml|sql|prisma|sh)$|(^|\/)(run|Dockerfile)$/)
  .filter(({ path }) => path !== 'package-lock.json')
const code = everything.filter(({ path }) => /\.(ts|mjs|vue)$/.test(path) && !path.startsWith('tests/unit/guards/'))

describe('words that do not belong in the project', () => {
  it('[R-169] no path of a developer\'s machine', () => {
    // Split, so that this file does not find itself.
    const machinePath = new RegExp(['(^|[^\\w.])/(home|Users|work|root)', '/[\\w.-]+'].join(''))
    expect(findLines(everything, machinePath)).toEqual([])
  })

  it('[R-169] no test that runs alone or never', () => {
    expect(findLines(code, /\b(it|test|describe)\.(only|todo)\(|\b(it|test|describe)\.skip\(/)).toEqual([])
  })

  it('[R-169] no comment that silences the type checker', () => {
    expect(findLines(code, /@ts-(ignore|nocheck)/)).toEqual([])
  })

  it('[R-169] no file name that says nothing', () => {
    const names = everything.map(({ path }) => path)
    expect(names.filter(path => /\/(utils|helpers|misc|common|manager)\.(ts|vue)$|-v\d+\.(ts|vue)$/.test(path))).toEqual([])
  })
})
