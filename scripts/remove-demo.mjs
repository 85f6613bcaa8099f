// `npm run demo:remove`: see scripts/demo/remove.ts, which needs the project's own Node.
import { fail } from './steps/fail.mjs'
import { generateClient } from './steps/generate.mjs'
import { install } from './steps/install.mjs'
import { onProjectNode } from './steps/on-project-node.mjs'

await install().then(generateClient).catch(fail)
onProjectNode('scripts/demo/remove.ts', process.argv.slice(2))
