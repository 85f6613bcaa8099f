import { describe, expect, it } from 'vitest'
import { runAudit } from '../../audit/run-audit.ts'
import { redisAvailable } from '../../helpers/test-redis.ts'

/** Milliseconds: the audit itself, its start and the quiet at its end. */
const PATIENCE_MS = 150_000

describe.skipIf(!redisAvailable)('a short audit of two nodes', () => {
  it('[M-02] [D6.10] [R-055] [R-085] acknowledged = stored = delivered while Redis is cut and nodes are killed', async () => {
    const { problems, acknowledged, stored, delivered, faults } = await runAudit({ nodes: 2, seconds: 12, seed: 12 })
    expect(problems).toEqual([])
    expect([stored, delivered]).toEqual([acknowledged, acknowledged])
    // The run proves nothing unless things were sent and killed.
    expect(acknowledged).toBeGreaterThan(100)
    expect(faults['kill-node']).toBeGreaterThan(0)
    expect(faults['kill-redis']).toBeGreaterThan(0)
  }, PATIENCE_MS)
})
