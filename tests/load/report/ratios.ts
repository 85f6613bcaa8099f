import type { TargetName } from '../targets/target.ts'
import type { BenchResults } from './results.ts'

/** The product beside a yardstick of the same run. */
export interface Ratio {
  what: string
  ratio: number
  /** What it should be, as text: a time is measured here, never asserted. */
  goal: string
}

/** Every ratio that a goal speaks of and for which both sides were measured. */
export function ratiosOf(results: BenchResults): Ratio[] {
  return [...deliveryRatios(results), ...rateRatios(results), ...memoryRatios(results), ...stormRatios(results), ...nodeRatios(results), ...apiRatios(results)]
    .filter(({ ratio }) => Number.isFinite(ratio))
}

interface Measured {
  target: TargetName
  clients: number
}

/** The product's value by the yardstick's, at every number of clients. */
function compare<Result extends Measured>(results: readonly Result[], product: TargetName, yardstick: TargetName, value: (result: Result) => number) {
  return results.filter(result => result.target === product).map((result) => {
    const other = results.find(({ target, clients }) => target === yardstick && clients === result.clients)
    return { clients: result.clients, ratio: other ? value(result) / value(other) : Number.NaN }
  })
}

function deliveryRatios({ delivery = [] }: BenchResults): Ratio[] {
  return (['insert', 'seq', 'bare'] as const).flatMap(yardstick =>
    compare(delivery, 'product', yardstick, result => result.p99).map(({ clients, ratio }) => ({
      what: `delivery p99, ${clients.toLocaleString('en')} clients: product ÷ ${yardstick}`,
      ratio,
      goal: yardstick === 'insert' ? '≤ 2.0 (first 3)' : '–',
    })))
}

function rateRatios({ rate = [] }: BenchResults): Ratio[] {
  return compare(rate, 'product', 'insert', result => result.rate).map(({ clients, ratio }) => ({
    what: `highest rate, ${clients.toLocaleString('en')} clients: product ÷ insert`,
    ratio,
    goal: '≥ 0.6',
  }))
}

function memoryRatios({ memory = [] }: BenchResults): Ratio[] {
  return compare(memory, 'product', 'bare', result => result.bytesPerClient).map(({ clients, ratio }) => ({
    what: `memory of an idle client, ${clients.toLocaleString('en')} clients: product ÷ bare`,
    ratio,
    goal: '≤ 3',
  }))
}

function stormRatios({ storm = [] }: BenchResults): Ratio[] {
  return compare(storm, 'product', 'bare', result => result.duration).map(({ clients, ratio }) => ({
    what: `back in sync after a storm, ${clients.toLocaleString('en')} clients: product ÷ bare's connecting`,
    ratio,
    goal: '≤ 3',
  }))
}

function nodeRatios({ nodes = [] }: BenchResults): Ratio[] {
  return compare(nodes, 'product-2', 'product', result => result.p99).map(({ clients, ratio }) => ({
    what: `delivery p99, ${clients.toLocaleString('en')} clients: two nodes with Redis ÷ one`,
    ratio,
    goal: '≤ 1.3',
  }))
}

function apiRatios({ api = [] }: BenchResults): Ratio[] {
  return api.filter(result => result.bare !== undefined).map(({ operation, mean, bare }) => ({
    what: `${operation}, mean: product ÷ bare query`,
    ratio: mean / (bare?.mean ?? Number.NaN),
    goal: '≤ 2',
  }))
}
