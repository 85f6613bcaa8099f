import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { lifecycle } from '#server/infra/lifecycle.ts'

type Hook = (event?: object) => unknown

describe('the start of the server', () => {
  let hooks: Record<string, Hook> = {}
  const signals = new Map<string, () => void>()

  /** Runs a plugin as Nitro does. */
  async function run(load: () => Promise<{ default: unknown }>) {
    const plugin = (await load()).default as (app: object) => void
    plugin({ hooks: { hook: (name: string, hook: Hook) => void (hooks[name] = hook) } })
  }
  const request = async (path: string) => hooks.request?.({ path })

  beforeEach(() => {
    hooks = {}
    signals.clear()
    vi.resetModules()
    vi.stubGlobal('defineNitroPlugin', (plugin: unknown) => plugin)
    vi.spyOn(process, 'once').mockImplementation((name: string | symbol, listener: () => void) => {
      signals.set(String(name), listener)
      return process
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    if (lifecycle.isSet()) lifecycle.clear()
  })

  /** The life that the first plugin has begun. */
  async function begin() {
    await run(() => import('../../../server/plugins/01.lifecycle.ts'))
    return (await import('#server/infra/lifecycle.ts')).lifecycle()
  }

  it('answers requests once every part runs, and only whether it is well before', async () => {
    const life = await begin()
    await expect(request('/api/health?deep=1')).resolves.toBeUndefined()
    const answered = vi.fn()
    const waiting = request('/c/bread').then(answered)
    await new Promise(setImmediate)
    expect(answered).not.toHaveBeenCalled()
    await life.start()
    await waiting
    expect(answered).toHaveBeenCalledOnce()
    await life.stop()
  })

  it('that fails refuses waiting requests, and ends with one sentence', async () => {
    const [exit, said] = [vi.spyOn(process, 'exit').mockReturnValue(undefined as never), vi.spyOn(process.stderr, 'write').mockReturnValue(true)]
    for (const [thrown, sentence] of [[new Error('the disk is full'), 'the disk is full'], ['no error at all', 'no error at all']] as const) {
      const life = await begin()
      life.add('database', () => Promise.reject(thrown as Error))
      const waiting = request('/c/bread')
      const refused = expect(waiting).rejects.toMatchObject({ statusCode: 503 })
      await run(() => import('../../../server/plugins/99.start.ts'))
      await refused
      await vi.waitFor(() => expect(exit).toHaveBeenLastCalledWith(1))
      expect(said).toHaveBeenLastCalledWith(`Parley cannot start: ${sentence}\n`)
      exit.mockClear()
      vi.resetModules()
    }
  })

  it('hears of its end before the connections are waited for, and when the script that began it is gone', async () => {
    const life = await begin()
    const drain = vi.spyOn(life, 'drain').mockResolvedValue(undefined)
    signals.get('SIGTERM')?.()
    expect(drain).toHaveBeenCalledOnce()
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true)
    signals.get('disconnect')?.()
    expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGTERM')
  })
})
