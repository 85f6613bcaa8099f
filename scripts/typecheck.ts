import { runCommand } from './test/run-command.ts'

/** One program after the other: they need about 1 GB each. All of them, so that one run shows every error. */
const PROGRAMS = ['tsconfig.app.json', 'tsconfig.server.json', 'tsconfig.tools.json']

for (const program of PROGRAMS) {
  const code = await runCommand('vue-tsc', ['--noEmit', '-p', program])
  if (code !== 0) process.exitCode = 1
}
