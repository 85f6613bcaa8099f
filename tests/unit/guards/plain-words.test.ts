import { describe, expect, it } from 'vitest'
import { findLines, readFiles } from './source-files.ts'

/** Words and constructions of a private or dated English. CONTRIBUTING.md says what to write instead. */
const RIDDLES = /\b(who(m)?ever|whence|thereof|anew|learnt|wish(es|ed)?|any more|that which|(is|are) told|lets? go|somebody)\b/i

/** Lists of data, this file, and the former name of a field on the wire, which is read until version 0.3. */
const DATA = /^(server\/domain\/authentication\/common-passwords\.json|tests\/unit\/guards\/plain-words\.test\.ts|tests\/snapshots\/.*\.sql|prisma\/migrations\/)/
const FORMER_FIELD = /\banew\b(: (z\.boolean|reset|true)| === true)/

describe('plain words', () => {
  it('[R-169] code, tests, documentation and texts use none of the words that were removed', () => {
    const texts = readFiles(/\.(ts|mjs|vue|css|json|md|prisma)$/).filter(({ path }) => path !== 'package-lock.json' && !DATA.test(path))
    const lines = texts.map(({ path, text }) => ({ path, text: text.split('\n').map(line => FORMER_FIELD.test(line) ? '' : line).join('\n') }))
    expect(lines.length).toBeGreaterThan(1_000)
    expect(findLines(lines, RIDDLES)).toEqual([])
  })
})
