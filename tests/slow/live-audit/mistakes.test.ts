import { describe, expect, it } from 'vitest'
import { mistakes, needsTwoNodes } from '../../audit/mistakes/mistakes.ts'
import { runAudit } from '../../audit/run-audit.ts'
import { redisAvailable } from '../../helpers/test-redis.ts'

const PATIENCE_MS = 150_000
/** Seconds that a mistake is granted to heal by itself: more than one round of the beacon. */
const SETTLE_SECONDS = 12

describe('the test of the audit', () => {
  it.each(mistakes.filter(mistake => redisAvailable || !needsTwoNodes(mistake)))('[M-02] the audit catches the mistake %s', async (mistake) => {
    const verdict = await runAudit({ nodes: needsTwoNodes(mistake) ? 2 : 1, seconds: 6, seed: 13, mistake, settleSeconds: SETTLE_SECONDS })
    expect(verdict.passed).toBe(false)
    expect(verdict.problems.join('\n')).toMatch(symptoms[mistake])
  }, PATIENCE_MS)
})

/** What each mistake must be noticed by. */
const symptoms = {
  'no-idempotency': /stored more than once/,
  'no-gap-check': /not delivered to a device/,
  'no-beacon': /not delivered to a device/,
  'database-sequence': /numbered with a gap/,
} as const
