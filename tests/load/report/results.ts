import type { Machine } from '../machine.ts'
import type { ApiResult } from '../parts/api.ts'
import type { DeliveryResult } from '../parts/delivery.ts'
import type { MemoryResult } from '../parts/memory.ts'
import type { RateResult } from '../parts/rate.ts'
import type { StormResult } from '../parts/storm.ts'

/** Everything that a bench found out. A part that was left out is missing. */
export interface BenchResults {
  machine: Machine
  delivery?: DeliveryResult[]
  rate?: RateResult[]
  memory?: MemoryResult[]
  storm?: StormResult[]
  nodes?: DeliveryResult[]
  api?: ApiResult[]
  /** Broken promises. The bench fails when there is one. */
  problems: string[]
}
