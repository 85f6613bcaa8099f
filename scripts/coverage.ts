import { mkdir, readFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CoverageMap, Share } from './coverage/combine.ts'
import { combine, shares } from './coverage/combine.ts'
import { readServerCoverage } from './coverage/server-coverage.ts'
import { runCommand } from './test/run-command.ts'

/**
 * `npm run coverage`: runs the unit and integration tests and prints the share of lines and
 * branches that they reached, in their own process and in the servers that they started.
 */
const FOLDERS = ['server/', 'shared/', 'stores/', 'composables/']
const GOAL = 95

const root = resolve('.')
const output = resolve('coverage')
const recordings = resolve(output, 'recorded')

await rm(output, { recursive: true, force: true })
await mkdir(recordings, { recursive: true })
await runCommand('node', ['scripts/build.mjs'])
const code = await runCommand('vitest', [
  'run', '--coverage.enabled', '--coverage.reportOnFailure', '--coverage.provider=v8', '--coverage.reporter=json', `--coverage.reportsDirectory=${output}/tests`,
  ...FOLDERS.map(folder => `--coverage.include=${folder}**/*.ts`),
], { PARLEY_SERVER_COVERAGE: recordings })

const inTests = JSON.parse(await readFile(`${output}/tests/coverage-final.json`, 'utf8')) as CoverageMap
const inServers = await readServerCoverage(recordings, resolve(output, 'servers'))
const files = combine([inTests, inServers], root)

console.log(`\n${'folder'.padEnd(14)} ${'lines'.padStart(22)} ${'branches'.padStart(22)}   (goal ${GOAL} %)`)
for (const folder of FOLDERS) {
  const { lines, branches } = shares(files, folder)
  console.log(`${folder.padEnd(14)} ${format(lines)} ${format(branches)}`)
}
process.exitCode = code

function format({ covered, total }: Share): string {
  const percent = total === 0 ? 100 : covered / total * 100
  return `${percent.toFixed(1)} % (${covered}/${total})`.padStart(22)
}
