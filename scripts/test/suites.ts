import { globSync, readFileSync } from 'node:fs'
import { changedFiles } from './changed-files.ts'
import { findChromium } from './chromium.ts'
import type { Print } from './run-command.ts'
import { runCommand } from './run-command.ts'
import { runPlaywright, runVitest } from './runners.ts'
import type { Scheduled } from './schedule.ts'
import { sum, type Tally } from './tally.ts'

/** One part of `npm test`. */
export interface Suite extends Scheduled {
  /** Seconds that it may take on two quiet processors, beside the suites that run with it. */
  budget: number
  /** Runs only when it is named: its tests are part of other suites. */
  onRequest?: boolean
  /** A reason why this machine cannot run it. */
  obstacle?: () => string | undefined
  run: (print?: Print) => Promise<Tally>
}

/** Suites start in this order, as soon as what they need has succeeded and processors are free. */
export const suites: readonly Suite[] = [
  { ...check('generate', 'node', ['scripts/generate.mjs']), budget: 10 },
  { ...check('build', 'node', ['scripts/build.mjs']), needs: ['generate'], budget: 60 },
  { ...check('lint', 'npm', ['run', '--silent', 'lint']), needs: ['generate'], budget: 90 },
  { ...check('typecheck', 'npm', ['run', '--silent', 'typecheck']), needs: ['generate'], budget: 90 },
  { name: 'slow', needs: ['build'], processors: 1, budget: 120, run: print => runVitest({ projects: ['slow'], print }) },
  { ...check('unused', 'npm', ['run', '--silent', 'unused']), needs: ['generate'], budget: 15 },
  { ...check('requirements', 'node', ['scripts/requirements.ts', '--check']), budget: 5 },
  { ...check('bundle-size', 'node', ['scripts/guards/bundle-size.ts']), needs: ['build'], budget: 5 },
  { name: 'unit', needs: ['generate'], processors: 2, budget: 60, run: print => runVitest({ projects: UNIT, print }) },
  { name: 'integration', needs: ['build'], processors: 2, budget: 240, run: print => runVitest({ projects: ['integration'], print }) },
  { name: 'e2e', needs: ['build'], processors: 2, budget: 240, obstacle: missingBrowser, run: print => runPlaywright({ print }) },
  { ...check('lint-changed', 'eslint', []), needs: ['generate'], budget: 30, onRequest: true, run: lintChanged },
  { name: 'security', needs: ['build'], processors: 2, budget: 240, onRequest: true, run: runSecurity },
]

/** Names for several suites. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  quick: ['lint-changed', 'typecheck', 'unit'],
  // With it, `tests/slow` also upgrades the database from every older version (see `main.ts`).
  full: suites.filter(({ onRequest }) => !onRequest).map(({ name }) => name),
}

/** The unit tests are two projects of `vitest.config.ts`. */
const UNIT = ['unit', 'unit-mocks']

/** The title of a test that proves a security requirement. */
const SECURITY_TITLE = String.raw`\[S-\d+\]`

/** A command that passes or fails as one test. */
function check(name: string, command: string, args: readonly string[]) {
  return {
    name,
    processors: 1 as const,
    run: async (print?: Print) => checked(name, await runCommand({ command, args, print })),
  }
}

function checked(name: string, exitCode: number): Tally {
  return exitCode === 0
    ? { passed: 1, failed: 0, failures: [], skipped: [] }
    : { passed: 0, failed: 1, failures: [`${name}: see above`], skipped: [] }
}

async function lintChanged(print?: Print): Promise<Tally> {
  const files = changedFiles()
  return checked('lint-changed', files.length === 0 ? 0 : await runCommand({ command: 'eslint', args: ['--max-warnings', '0', '--no-warn-ignored', ...files], print }))
}

/** Test files with an S number in a title, whole: tests of a file may build on each other. In browsers only those tests. */
async function runSecurity(print?: Print): Promise<Tally> {
  const tallies: Tally[] = []
  for (const [folder, projects] of [['unit', UNIT], ['slow', ['slow']], ['integration', ['integration']]] as const) {
    tallies.push(await runVitest({ projects, filters: securityFiles(folder), print }))
  }
  const obstacle = missingBrowser()
  if (obstacle === undefined) tallies.push(await runPlaywright({ filters: ['--grep', SECURITY_TITLE], print }))
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
