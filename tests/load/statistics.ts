/** Milliseconds, from the time a send was due to its arrival at the last recipient. */
export interface Latency {
  count: number
  p50: number
  p95: number
  p99: number
  max: number
}

/** The value below which the share `quantile` of the sorted values lies (nearest rank). */
export function quantileOf(sorted: ArrayLike<number>, quantile: number): number {
  if (sorted.length === 0) return Number.NaN
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(quantile * sorted.length) - 1))
  return sorted[rank] ?? Number.NaN
}

export function summarize(values: readonly Float64Array[]): Latency {
  const count = values.reduce((sum, part) => sum + part.length, 0)
  const sorted = new Float64Array(count)
  let offset = 0
  for (const part of values) {
    sorted.set(part, offset)
    offset += part.length
  }
  sorted.sort()
  return { count, p50: quantileOf(sorted, 0.5), p95: quantileOf(sorted, 0.95), p99: quantileOf(sorted, 0.99), max: quantileOf(sorted, 1) }
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.filter(value => !Number.isNaN(value)).sort((left, right) => left - right)
  const middle = sorted.length / 2
  const high = sorted[Math.floor(middle)] ?? Number.NaN
  if (sorted.length % 2 === 1) return high
  return ((sorted[middle - 1] ?? Number.NaN) + high) / 2
}
