// `npm start`: from a fresh clone to a running Parley. This file runs on whatever Node is there,
// before anything is installed; the rest runs on the project's own.
import { fail } from './steps/fail.mjs'
import { install } from './steps/install.mjs'
import { onProjectNode } from './steps/on-project-node.mjs'

await install().catch(fail)
onProjectNode('scripts/serve.mjs')
