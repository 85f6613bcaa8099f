// `npm run audit`: see tests/audit/audit.ts. It audits the built server, so it builds first.
import { build } from './steps/build.mjs'
import { fail } from './steps/fail.mjs'
import { generate } from './steps/generate.mjs'
import { install } from './steps/install.mjs'
import { onProjectNode } from './steps/on-project-node.mjs'

await install().then(generate).then(build).catch(fail)
onProjectNode('tests/audit/audit.ts', process.argv.slice(2))
