// `npm run dev`: the same as `npm start`, with hot reload.
import { fail } from './steps/fail.mjs'
import { install } from './steps/install.mjs'
import { onProjectNode } from './steps/on-project-node.mjs'

await install().catch(fail)
onProjectNode('scripts/serve.mjs', ['--dev'])
