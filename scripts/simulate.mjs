// `npm run simulate -- --seeds 5000 [--nodes 2] [--from 0] [--calm]`: random clients, outages and restarts against an oracle.
import { onProjectNode } from './steps/on-project-node.mjs'

onProjectNode('tests/simulator/main.ts', process.argv.slice(2))
