// `npm test`: see scripts/test/main.ts, which needs the project's own Node.
import { fail } from './steps/fail.mjs'
import { install } from './steps/install.mjs'
import { onProjectNode } from './steps/on-project-node.mjs'

await install().catch(fail)
onProjectNode('scripts/test/main.ts', process.argv.slice(2))
