import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHighlighter } from '../../../composables/message/text/highlight.ts'

/** A worker that is ready at once and responds when the test says so. */
class StandIn extends EventTarget {
  static all: StandIn[] = []
  questions: unknown[] = []
  ended = false

  constructor() {
    super()
    StandIn.all.push(this)
  }

  postMessage(question: unknown): void {
    this.questions.push(question)
  }

  terminate(): void {
    this.ended = true
  }

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  fail(): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message: 'not found' }))
  }
}

describe('colours for code', () => {
  const patienceMs = 500
  const create = () => createHighlighter({ startWorker: () => new StandIn() as unknown as Worker, patienceMs })
  const turn = () => vi.advanceTimersByTimeAsync(0)
  const worker = (index = 0) => StandIn.all[index] ?? expect.fail('no worker was started')
  const coloured = [{ text: 'x', scope: 'keyword' }]

  beforeEach(() => {
    StandIn.all = []
    vi.useFakeTimers()
  })
  afterEach(() => vi.useRealTimers())

  it('[E-02] starts one worker with the first code and asks it one piece after the other', async () => {
    const highlight = create()
    const [first, second] = [highlight('one', 'ts'), highlight('two', 'py')]
    await turn()
    worker().say('ready')
    await turn()
    expect(worker().questions).toEqual([{ code: 'one', language: 'typescript' }])
    worker().say(coloured)
    expect(await first).toEqual(coloured)
    await turn()
    expect(worker().questions).toEqual([{ code: 'one', language: 'typescript' }, { code: 'two', language: 'python' }])
    worker().say([])
    expect([await second, StandIn.all.length]).toEqual([[], 1])
  })

  it('[S-27] [S-45] ends a worker that takes too long, leaves its code plain and colours the next with another', async () => {
    const highlight = create()
    const [slow, next] = [highlight('slow', 'c#'), highlight('next', 'c#')]
    await turn()
    worker().say('ready')
    await vi.advanceTimersByTimeAsync(patienceMs)
    expect([await slow, worker().ended]).toEqual([undefined, true])
    await turn()
    worker(1).say('ready')
    await turn()
    worker(1).say(coloured)
    expect([await next, worker(1).ended]).toEqual([coloured, false])
  })

  it('[E-02] fails while the worker cannot be loaded, and starts it again for the next code', async () => {
    const highlight = create()
    const first = expect(highlight('one', 'ts')).rejects.toThrow('not found')
    await turn()
    worker().fail()
    await first
    const second = highlight('two', 'ts')
    await turn()
    worker(1).say('ready')
    await turn()
    worker(1).say(coloured)
    expect(await second).toEqual(coloured)
  })

  it('[E-02] asks no worker for a language that nobody here knows, or for code that is too long', async () => {
    const highlight = create()
    expect(await Promise.all([highlight('x', 'klingon'), highlight('x', 'constructor'), highlight('1'.repeat(10_001), 'ts')])).toEqual([undefined, undefined, undefined])
    expect(StandIn.all).toEqual([])
  })
})
