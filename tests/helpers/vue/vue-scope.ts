import type { EffectScope } from 'vue'
import { effectScope } from 'vue'
import { vi } from 'vitest'

/** Runs a composable as a component on the screen does: what it does when mounted is done at once. */
export function mounted<Result>(globals: Record<string, unknown>, use: () => Result): { result: Result, scope: EffectScope } {
  vi.stubGlobal('onMounted', (hook: () => unknown) => void hook())
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  const scope = effectScope()
  const result = scope.run(use)
  if (result === undefined) throw new Error('The composable returned nothing')
  return { result, scope }
}

/** An answer that a test gives by hand, for each call. */
export function answeredByHand() {
  const calls: { operation: string, input: unknown, succeed: (value: unknown) => void, fail: (error: Error) => void }[] = []
  const request = (operation: string, input: unknown) => new Promise<unknown>((succeed, fail) => {
    calls.push({ operation, input, succeed, fail })
  })
  return { calls, request }
}
