import { mkdir, readFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CoverageMap, Share } from './coverage/combine.ts'
import { combine, gaps, shares } from './coverage/combine.ts'
import { readRecordings } from './coverage/recordings.ts'
import { findChromium } from './test/chromium.ts'
import { runCommand } from './test/run-command.ts'

/**
 * `npm run coverage`: runs all tests and prints the share of lines and branches that they reached,
 * in their own process, in the servers that they started and in the browser; then the files that
 * miss most, or with `--files` all that miss anything.
 */
const FOLDERS = ['server/', 'shared/', 'client/', 'stores/', 'composables/']
const GOAL = 95
const WORST_FILES = 10

const root = resolve('.')
const output = resolve('coverage')
const [fromServers, fromBrowsers] = [resolve(output, 'recorded/servers'), resolve(output, 'recorded/browsers')]
const env = { PARLEY_COVERAGE_BUILD: 'yes', PARLEY_SERVER_COVERAGE: fromServers, PARLEY_BROWSER_COVERAGE: fromBrowsers }

await rm(output, { recursive: true, force: true })
for (const folder of [fromServers, fromBrowsers]) await mkdir(folder, { recursive: true })
const codes = [await runCommand({ command: 'node', args: ['scripts/build.mjs'], env })]
codes.push(await runCommand({ command: 'vitest', env, args: [
  'run', '--coverage.enabled', '--coverage.reportOnFailure', '--coverage.provider=v8', '--coverage.reporter=json', `--coverage.reportsDirectory=${output}/tests`,
  ...FOLDERS.map(folder => `--coverage.include=${folder}**/*.ts`),
] }))
const chromium = findChromium()
// What is recorded lies in the heap that T-22 weighs.
if (chromium !== undefined) codes.push(await runCommand({ command: 'playwright', args: ['test', '--grep-invert', 'T-22'], env: { ...env, CHROMIUM_PATH: chromium } }))

const inTests = JSON.parse(await readFile(`${output}/tests/coverage-final.json`, 'utf8')) as CoverageMap
const inServers = await readRecordings({ folder: fromServers, output: resolve(output, 'servers'), built: '/.output/server/' })
const inBrowsers = await readRecordings({ folder: fromBrowsers, output: resolve(output, 'browsers'), built: '/.output/public/_nuxt/' })
const files = combine([inTests, inServers, inBrowsers], root)

console.log(`\n${'folder'.padEnd(14)} ${'lines'.padStart(22)} ${'branches'.padStart(22)}   (goal ${GOAL} %)`)
for (const folder of FOLDERS) {
  const { lines, branches } = shares(files, folder)
  console.log(`${folder.padEnd(14)} ${format(lines)} ${format(branches)}`)
}
const missing = gaps(files, FOLDERS)
console.log('\nfiles that miss most: lines, branches, and the lines on which they are')
for (const { path, lines, branches, at } of missing.slice(0, process.argv.includes('--files') ? undefined : WORST_FILES)) {
  console.log(`${String(lines).padStart(4)} ${String(branches).padStart(4)}  ${path}: ${at.join(' ')}`)
}
if (chromium === undefined) {
  console.error('\nNOT COUNTED: what runs in a browser, for there is no Chromium here. These figures are too low, above all in composables/.')
}
process.exitCode = codes.find(code => code !== 0) ?? 0

function format({ covered, total }: Share): string {
  const percent = total === 0 ? 100 : covered / total * 100
  return `${percent.toFixed(1)} % (${covered}/${total})`.padStart(22)
}
