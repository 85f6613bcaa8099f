import { openCluster } from '/work/wt/load/tests/load/database/cluster.ts'
import { measureDelivery } from '/work/wt/load/tests/load/parts/delivery.ts'
import { mkdtempSync } from 'node:fs'
const cluster = await openCluster('postgres://postgres@127.0.0.1:5499/postgres')
const [clients, perRoom, rate, secs, rounds] = process.argv.slice(2, 7).map(Number)
const names = process.argv[7].split(',')
try {
console.log(await measureDelivery({ names, sizes: [{ clients, membersPerRoom: perRoom }], rate, seconds: secs, rounds } as any, { cluster, directory: mkdtempSync('/tmp/load-try-'), redisUrl: undefined, say: console.log, complain: (p: string) => console.log('PROBLEM', p) }))
} finally { await cluster.stop() }
