import { runCommand } from './test/run-command.ts'

/** One program after the other: they need about 1 GB each. All of them, so that one run shows every error. */
const PROGRAMS = ['app', 'server', 'tools']

for (const program of PROGRAMS) {
  // A second run checks only what depends on a changed file.
  const cache = ['--incremental', '--tsBuildInfoFile', `node_modules/.cache/typecheck/${program}.tsbuildinfo`]
  const code = await runCommand({ command: 'vue-tsc', args: ['--noEmit', '-p', `tsconfig.${program}.json`, ...cache] })
  if (code !== 0) process.exitCode = 1
}
