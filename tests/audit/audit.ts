import { parseArgs } from 'node:util'
import { redisAvailable } from '../helpers/test-redis.ts'
import type { Mistake } from './mistakes/mistakes.ts'
import { mistakes, needsTwoNodes } from './mistakes/mistakes.ts'
import type { AuditOptions, AuditVerdict } from './run-audit.ts'
import { runAudit } from './run-audit.ts'

/** Lines of what went wrong: enough to see its kind. */
const PROBLEMS_SHOWN = 8

const usage = `npm run audit -- [options]

  --nodes <number>    1, or more with Redis (default 1)
  --seconds <number>  how long messages and blows fall (default 30)
  --seed <number>     of the plan; drawn and printed when missing
  --mistake <name>    one of: ${mistakes.join(', ')}; the audit must fail
  --mistakes          all four in turn; fails when one is not caught`

/**
 * `npm run audit`: starts servers of its own, lets devices talk while everything is killed, and
 * prints acknowledged = stored = delivered. Exit code 1 when that is not so.
 */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      nodes: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '30' },
      seed: { type: 'string' },
      mistake: { type: 'string' },
      mistakes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed)
  const options = { nodes: Number(values.nodes), seconds: Number(values.seconds), seed, say: (line: string) => console.log(line) }
  if (options.nodes > 1 && !redisAvailable) throw new Error('Several nodes need redis-server on the PATH')
  if (values.mistakes) return await auditMistakes(options)
  return await auditOnce({ ...options, mistake: readMistake(values.mistake) })
}

function readMistake(name: string | undefined): Mistake | undefined {
  const mistake = mistakes.find(known => known === name)
  if (name !== undefined && !mistake) throw new Error(`There is no mistake "${name}"; there are: ${mistakes.join(', ')}`)
  return mistake
}

async function auditOnce(options: AuditOptions): Promise<number> {
  console.log(`Audit of ${options.nodes} node(s) for ${options.seconds} s, seed ${options.seed}${options.mistake ? `, with the mistake ${options.mistake}` : ''}`)
  const verdict = await runAudit(options)
  console.log(describe(verdict))
  return verdict.passed ? 0 : 1
}

/** The test of the test: every deliberate mistake must make the audit fail. */
async function auditMistakes(options: AuditOptions): Promise<number> {
  const missed: Mistake[] = []
  for (const mistake of mistakes) {
    const nodes = needsTwoNodes(mistake) ? Math.max(2, options.nodes) : options.nodes
    if (await auditOnce({ ...options, nodes, mistake, settleSeconds: 15 }) === 0) missed.push(mistake)
  }
  console.log(missed.length === 0 ? `All ${mistakes.length} mistakes were caught.` : `Not caught: ${missed.join(', ')}`)
  return missed.length === 0 ? 0 : 1
}

function describe({ acknowledged, stored, delivered, faults, problems, passed }: AuditVerdict): string {
  const blows = Object.entries(faults).map(([kind, count]) => `${kind} ${count}`).join(', ')
  const equation = passed
    ? `acknowledged ${acknowledged} = stored ${stored} = delivered ${delivered}`
    : `acknowledged ${acknowledged}, stored ${stored}, delivered ${delivered}: NOT EQUAL OR NOT IN ORDER`
  const rest = problems.length > PROBLEMS_SHOWN ? [`- and ${problems.length - PROBLEMS_SHOWN} more like these`] : []
  return [equation, `blows: ${blows}`, ...problems.slice(0, PROBLEMS_SHOWN).map(problem => `- ${problem}`), ...rest].join('\n')
}

process.exitCode = await main(process.argv.slice(2))
