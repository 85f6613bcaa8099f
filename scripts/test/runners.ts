import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { readPlaywrightReport } from './playwright-report.ts'
import type { Print } from './run-command.ts'
import { runCommand } from './run-command.ts'
import type { FileTime, Tally } from './tally.ts'
import { readVitestReport } from './vitest-report.ts'

const NODE_OPTIONS = '--disable-warning=ExperimentalWarning'
const CRASHED = 'the test runner ended with an error outside of its tests: see above'

/** Runs projects of `vitest.config.ts`, or their files that match `filters`. */
export async function runVitest({ projects, filters = [], print }: { projects: readonly string[], filters?: readonly string[], print?: Print | undefined }): Promise<Tally> {
  return await withReport(async (report) => {
    const code = await runCommand({ command: 'vitest', args: ['run', ...projects.flatMap(name => ['--project', name]), ...filters], env: { PARLEY_TEST_REPORT: report, NODE_OPTIONS }, print })
    const tally = await readReport(report, code, readVitestReport)
    const times = existsSync(`${report}.times`) ? JSON.parse(await readFile(`${report}.times`, 'utf8')) as FileTime[] : []
    return { ...tally, files: times }
  })
}

/** Runs the browser tests with further arguments of `playwright test`. */
export async function runPlaywright({ filters = [], print }: { filters?: readonly string[], print?: Print | undefined }): Promise<Tally> {
  return await withReport(async (report) => {
    const env = { PARLEY_TEST_REPORT: report, CHROMIUM_PATH: findChromium() ?? '', NODE_OPTIONS }
    return readReport(report, await runCommand({ command: 'playwright', args: ['test', ...filters], env, print }), readPlaywrightReport)
  })
}

/** Gives a runner a path for its report; the file is deleted afterwards. */
async function withReport(run: (path: string) => Promise<Tally>): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-report-'))
  try {
    return await run(join(folder, 'report.json'))
  }
  finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A runner that failed without a failed test, or wrote no report, counts as one failure. */
async function readReport(path: string, exitCode: number, read: (json: string) => Tally): Promise<Tally> {
  if (!existsSync(path)) return { passed: 0, failed: 1, failures: [CRASHED], skipped: [] }
  const tally = read(await readFile(path, 'utf8'))
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1, failures: [CRASHED] } : tally
}
