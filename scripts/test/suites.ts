import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { readPlaywrightReport } from './playwright-report.ts'
import { runCommand } from './run-command.ts'
import { sum, type Tally } from './tally.ts'
import { readVitestReport } from './vitest-report.ts'

/** One part of `npm test`, in the order in which they run. */
export interface Suite {
  name: string
  /** The suites without whose success this one means nothing. */
  needs?: readonly string[]
  /** It keeps one processor busy and prints only what is wrong: it runs at once with neighbours of its kind. */
  atOnce?: boolean
  /** Runs only when it is named: its tests are part of other suites. */
  onRequest?: boolean
  /** A reason why this machine cannot run it. */
  obstacle?: () => string | undefined
  run: () => Promise<Tally>
}

export const suites: readonly Suite[] = [
  check('generate', 'node', ['scripts/generate.mjs']),
  { ...check('lint', 'npm', ['run', '--silent', 'lint'], ['generate']), atOnce: true },
  { ...check('typecheck', 'npm', ['run', '--silent', 'typecheck'], ['generate']), atOnce: true },
  { ...check('unused', 'npm', ['run', '--silent', 'unused'], ['generate']), atOnce: true },
  { ...check('requirements', 'node', ['scripts/requirements.ts', '--check']), atOnce: true },
  { name: 'unit', needs: ['generate'], run: () => vitest('unit') },
  check('build', 'node', ['scripts/build.mjs'], ['generate']),
  check('bundle-size', 'node', ['scripts/guards/bundle-size.ts'], ['build']),
  { name: 'integration', needs: ['build'], run: () => vitest('integration') },
  { name: 'e2e', needs: ['build'], obstacle: missingBrowser, run: playwright },
  { name: 'security', needs: ['build'], onRequest: true, run: security },
]

/** The title of a test that proves a line of the security requirements. */
const SECURITY_TITLE = String.raw`\[S-\d+\]`

/** A command that passes or fails as one test. */
function check(name: string, command: string, args: readonly string[], needs: readonly string[] = []): Suite {
  return {
    name,
    needs,
    run: async () => await runCommand(command, args) === 0
      ? { passed: 1, failed: 0, failures: [], skipped: [] }
      : { passed: 0, failed: 1, failures: [`${name}: see above`], skipped: [] },
  }
}

async function vitest(project: string, ...filters: string[]): Promise<Tally> {
  return counted(
    report => runCommand('vitest', ['run', '--project', project, '--passWithNoTests', ...filters], { PARLEY_TEST_REPORT: report, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }),
    readVitestReport,
  )
}

async function playwright(...filters: string[]): Promise<Tally> {
  return counted(
    report => runCommand('playwright', ['test', ...filters], { PARLEY_TEST_REPORT: report, CHROMIUM_PATH: findChromium() ?? '', NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }),
    readPlaywrightReport,
  )
}

/** All test files with a title that carries an S number; in browsers only those tests. Tests of a file may build on each other. */
async function security(): Promise<Tally> {
  const tallies = [await vitest('unit', ...securityFiles('unit')), await vitest('integration', ...securityFiles('integration'))]
  const obstacle = missingBrowser()
  if (obstacle === undefined) tallies.push(await playwright('--grep', SECURITY_TITLE))
  else tallies.push({ passed: 0, failed: 0, failures: [], skipped: [`browser tests: ${obstacle}`] })
  return sum(tallies)
}

function securityFiles(folder: string): string[] {
  return globSync(`tests/${folder}/**/*.test.ts`).filter(path => RegExp(SECURITY_TITLE).test(readFileSync(path, 'utf8')))
}

function missingBrowser(): string | undefined {
  return findChromium() === undefined
    ? 'no Chromium: set CHROMIUM_PATH, install the package `chromium`, or run `npx playwright install chromium`'
    : undefined
}

const BROKE_DOWN = 'the runner ended with an error outside of its tests: see above'

/** Runs a test runner with a report of its own and counts that. A runner that failed without a failed test is one failure. */
async function counted(run: (report: string) => Promise<number>, read: (json: string) => Tally): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-report-'))
  const report = join(folder, 'report.json')
  try {
    const code = await run(report)
    if (!existsSync(report)) return { passed: 0, failed: 1, failures: [BROKE_DOWN], skipped: [] }
    const tally = read(await readFile(report, 'utf8'))
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1, failures: [BROKE_DOWN] } : tally
  }
  finally {
    await rm(folder, { recursive: true, force: true })
  }
}
