import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import type { FileTime } from './tally.ts'

/**
 * A reporter for vitest that writes how long each test file took, as JSON of `FileTime[]`: tests and
 * hooks, without the time to load the file. The built-in JSON report leaves out hooks, in which servers start.
 */
export default class FileTimesReporter implements Reporter {
  readonly #outputFile: string

  constructor({ outputFile }: { outputFile: string }) {
    this.#outputFile = outputFile
  }

  onTestRunEnd(testModules: readonly TestModule[]): void {
    const times: FileTime[] = testModules.map(module => ({
      path: relative(process.cwd(), module.moduleId),
      seconds: module.diagnostic().duration / 1_000,
    }))
    writeFileSync(this.#outputFile, JSON.stringify(times))
  }
}
