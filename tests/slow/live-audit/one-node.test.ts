import { describe, expect, it } from 'vitest'
import { runAudit } from '../../audit/run-audit.ts'

/** Milliseconds: the audit itself, its start and the quiet at its end. */
const PATIENCE_MS = 150_000

describe('a short audit of one node', () => {
  it('[M-02] [R-055] [R-085] acknowledged = stored = delivered while the server and PostgreSQL are killed', async () => {
    const { problems, acknowledged, stored, delivered, faults } = await runAudit({ nodes: 1, seconds: 12, seed: 11 })
    expect(problems).toEqual([])
    expect([stored, delivered]).toEqual([acknowledged, acknowledged])
    // The run proves nothing unless things were sent and killed.
    expect(acknowledged).toBeGreaterThan(100)
    expect(faults['kill-node']).toBeGreaterThan(0)
    expect(faults['kill-postgres']).toBeGreaterThan(0)
  }, PATIENCE_MS)
})
