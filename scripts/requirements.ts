import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { renderPage } from './requirements/page.ts'
import type { Section } from './requirements/table.ts'
import { missingDocuments, readTable } from './requirements/table.ts'
import type { NumberedTest } from './requirements/titles.ts'
import { readTitles } from './requirements/titles.ts'

/**
 * Writes `docs/requirements.md`; with `--check` it only compares. Fails when a claimed requirement
 * has no proof, when a test names an unknown number, and when the page is out of date.
 */
const TABLE = 'docs/requirements.json'
const PAGE = 'docs/requirements.md'

const sections = readTable(TABLE)
const tests = globSync(['tests/**/*.test.ts', 'layers/*/tests/**/*.test.ts']).sort().flatMap(readTitles)
const page = renderPage(sections, tests)
const isCheck = process.argv.includes('--check')
if (!isCheck) writeFileSync(PAGE, page)

const problems = [...unproven(sections, tests), ...missingDocuments(sections), ...unknownNumbers(sections, tests), ...outdated()]
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? `${PAGE} is complete` : `${problems.length} problems with ${PAGE}`)
process.exitCode = problems.length === 0 ? 0 : 1

function unproven(all: readonly Section[], named: readonly NumberedTest[]): string[] {
  const proven = new Set(named.flatMap(test => test.ids))
  return all.flatMap(section => section.requirements)
    .filter(({ id, claimed, documents = [] }) => claimed && documents.length === 0 && !proven.has(id))
    .map(({ id, text }) => `${id} is claimed, but no test title has its number: ${text}`)
}

function unknownNumbers(all: readonly Section[], named: readonly NumberedTest[]): string[] {
  const known = new Set(all.flatMap(section => section.requirements).map(requirement => requirement.id))
  return named.flatMap(test => test.ids.filter(id => !known.has(id)).map(id => `${test.path}: there is no ${id}`))
}

function outdated(): string[] {
  const current = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''
  return current === page ? [] : [`${PAGE} is out of date: run \`npm run requirements\``]
}
