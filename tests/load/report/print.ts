import type { BenchResults } from './results.ts'
import { ratiosOf } from './ratios.ts'
import { table } from './table.ts'

/** Above this share of busy time, or when it sends later than that part of the p99, a generator was in the way. */
const BUSY_GENERATOR = 0.9
const LATE_GENERATOR = 0.5

/** The whole report as Markdown. */
export function reportOf(results: BenchResults): string {
  const { machine } = results
  const sections = [
    `${machine.cores} cores (${machine.processor}), ${machine.memoryGigabytes} GB, Node ${machine.node}, PostgreSQL ${machine.postgres}; clients, servers and database share them.`,
    deliverySection('Delivery', results.delivery),
    rateSection(results),
    memorySection(results),
    stormSection(results),
    deliverySection('Two nodes with Redis', results.nodes),
    apiSection(results),
    section('Ratios', table(['ratio', 'measured', 'goal'], ratiosOf(results).map(({ what, ratio, goal }) => [what, ratio.toFixed(2), goal]))),
    ...(results.problems.length > 0 ? [section('Broken promises', results.problems.map(problem => `- ${problem}`).join('\n'))] : ['Nothing was lost, doubled or out of order, and every client held what the database holds.']),
  ]
  return sections.filter(text => text !== '').join('\n\n')
}

function section(title: string, text: string): string {
  return `## ${title}\n\n${text}`
}

function deliverySection(title: string, results: BenchResults['delivery']): string {
  if (!results) return ''
  const rows = results.map(({ clients, target, p50, p95, p99, count, cpuPerMessage, generator }) => [
    clients.toLocaleString('en'), target, p50.toFixed(1), p95.toFixed(1), p99.toFixed(1), String(count), cpuPerMessage.toFixed(2),
    noteOn(generator.utilization, generator.latenessP99, p99),
  ])
  return section(`${title}: ms from the time a send was due to its last recipient`, table(['clients', 'target', 'p50', 'p95', 'p99', 'messages', 'server ms/message', 'generator'], rows))
}

function noteOn(utilization: number, latenessP99: number, p99: number): string {
  const isInTheWay = utilization > BUSY_GENERATOR || latenessP99 > LATE_GENERATOR * p99
  return `${Math.round(utilization * 100)} % busy, ${latenessP99.toFixed(1)} ms late${isInTheWay ? ': IN THE WAY' : ''}`
}

function rateSection({ rate }: BenchResults): string {
  if (!rate) return ''
  const rows = rate.map(({ clients, target, rate: highest, rounds, generatorUtilization }) => [
    clients.toLocaleString('en'), target, Math.round(highest).toLocaleString('en'), rounds.map(Math.round).join(', '),
    `${Math.round(generatorUtilization * 100)} % busy${generatorUtilization > BUSY_GENERATOR ? ': IN THE WAY' : ''}`,
  ])
  return section('Highest rate, messages/s with p99 under 250 ms and nothing lost', table(['clients', 'target', 'rate', 'rounds', 'generator'], rows))
}

function memorySection({ memory }: BenchResults): string {
  if (!memory) return ''
  const rows = memory.map(({ clients, target, bytesPerClient, base, connecting }) => [
    clients.toLocaleString('en'), target, (bytesPerClient / 1_000).toFixed(1), (base / 1_000_000).toFixed(0), (connecting / 1_000).toFixed(1),
  ])
  return section('Memory of the server', table(['clients', 'target', 'kB a client', 'MB without clients', 'connected in s'], rows))
}

function stormSection({ storm }: BenchResults): string {
  if (!storm) return ''
  const rows = storm.map(({ clients, target, duration, rounds }) => [
    clients.toLocaleString('en'), target, (duration / 1_000).toFixed(1), rounds.map(round => (round / 1_000).toFixed(1)).join(', '),
  ])
  return section('Reconnect storm: s until every client was back in sync', table(['clients', 'target', 's', 'rounds'], rows))
}

function apiSection({ api }: BenchResults): string {
  if (!api) return ''
  const rows = api.map(({ operation, messages, mean, p50, p99, bare }) => [
    operation, messages.toLocaleString('en'), mean.toFixed(2), p50.toFixed(2), p99.toFixed(2),
    bare?.mean.toFixed(2) ?? '–', bare?.p99.toFixed(2) ?? '–',
  ])
  return section('API with a long history: ms', table(['operation', 'messages stored', 'mean', 'p50', 'p99', 'bare mean', 'bare p99'], rows))
}
