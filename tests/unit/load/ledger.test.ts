import { describe, expect, it } from 'vitest'
import { now } from '../../load/clock.ts'
import { Ledger } from '../../load/generator/ledger.ts'

describe('the books of a load', () => {
  const expected = { due: now(), counted: true, recipients: 2 }

  it('counts a message as delivered when the last recipient has it', () => {
    const ledger = new Ledger()
    ledger.open('greeting', expected)
    ledger.acknowledge('greeting')
    ledger.arrive('greeting')
    expect(ledger.outstanding).toBe(1)
    ledger.arrive('greeting')
    expect(ledger.outstanding).toBe(0)
    expect(ledger.close()).toMatchObject({ sent: 1, acknowledged: 1, lost: 0 })
  })

  it('calls lost what was acknowledged and did not reach everybody', () => {
    const ledger = new Ledger()
    ledger.open('greeting', expected)
    ledger.acknowledge('greeting')
    ledger.arrive('greeting')
    expect(ledger.close()).toMatchObject({ acknowledged: 1, lost: 1 })
  })

  it('waits for nobody after a refusal, and says why', () => {
    const ledger = new Ledger()
    ledger.open('greeting', expected)
    ledger.refuse('greeting', new Error('too many'))
    expect(ledger.outstanding).toBe(0)
    expect(ledger.close()).toMatchObject({ refused: 1, lost: 0, refusal: 'Error: too many' })
  })

  it('measures from the time a send was due, not from when it left', () => {
    const ledger = new Ledger()
    ledger.open('greeting', { due: now() - 1_000, counted: true, recipients: 1 })
    ledger.arrive('greeting')
    ledger.acknowledge('greeting')
    expect(ledger.close().latencies[0]).toBeGreaterThanOrEqual(1_000)
  })

  it('leaves the warm-up out of the latencies', () => {
    const ledger = new Ledger()
    ledger.open('greeting', { due: now(), counted: false, recipients: 1 })
    ledger.arrive('greeting')
    ledger.acknowledge('greeting')
    expect(ledger.close()).toMatchObject({ acknowledged: 1, latencies: new Float64Array(0) })
  })
})
