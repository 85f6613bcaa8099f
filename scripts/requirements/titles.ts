import { readFileSync } from 'node:fs'

/** A test, or a group of tests, with requirement numbers in its title. */
export interface NumberedTest {
  ids: string[]
  path: string
  title: string
}

const NUMBER = /\[((?:[REMTS]-\d+|D6\.\d+))\]/g
const NUMBERED_TITLE = /(['"`])((?:\[(?:[REMTS]-\d+|D6\.\d+)\]\s*)+)((?:\\.|(?!\1).)*)\1/g

/** Every string of a test file that begins with one or more numbers such as `[R-030]`. */
export function readTitles(path: string): NumberedTest[] {
  return [...readFileSync(path, 'utf8').matchAll(NUMBERED_TITLE)].map(([, , numbers = '', title = '']) => ({
    ids: [...numbers.matchAll(NUMBER)].map(([, id]) => canonical(id ?? '')),
    path,
    title: title.replaceAll('\\', ''),
  }))
}

/** `S-1` and `S-01` are the same number; `R-1` is `R-001`. */
function canonical(id: string): string {
  const [letter = '', digits = ''] = id.split('-')
  return digits === '' ? id : `${letter}-${digits.padStart(letter === 'R' ? 3 : 2, '0')}`
}
