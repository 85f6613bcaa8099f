import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { simulate } from './simulate.ts'
import { calmRuns, runs } from './steps.ts'

/** `npm run simulate`: as many seeds as asked for, and the smallest run that breaks an oracle. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
    nodes: { type: 'string', default: '2' },
    // Nothing is lost, and no unread count may ever have to be repaired.
    calm: { type: 'boolean', default: false },
  },
})
const nodes = Number(values.nodes)
const startedAt = performance.now()

const result = await fc.check(fc.asyncProperty(fc.nat(), values.calm ? calmRuns : runs, async (seed, steps) => {
  const findings = await simulate(steps, { seed, nodes, isCalm: values.calm })
  if (findings.length > 0) throw new Error(findings.join('\n'))
}), { numRuns: Number(values.seeds), seed: Number(values.from), endOnFailure: false })

const seconds = Math.round((performance.now() - startedAt) / 1_000)
if (result.failed) {
  console.log(fc.defaultReportMessage(result))
  console.log(result.errorInstance)
  process.exitCode = 1
}
console.log(`${result.numRuns} runs on ${nodes} nodes in ${seconds} s: ${result.failed ? 'broken' : 'nothing lost, nothing doubled, one order'}`)
