import type { EffectScope } from 'vue'
import { effectScope, ref, watch } from 'vue'
import { vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'

/** Runs a composable as in a mounted component: its `onMounted` hooks run at once. */
export function mounted<Result>(globals: Record<string, unknown>, use: () => Result): { result: Result, scope: EffectScope } {
  vi.stubGlobal('onMounted', (hook: () => unknown) => void hook())
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  const scope = effectScope()
  const result = scope.run(use)
  if (result === undefined) throw new Error('The composable returned nothing')
  return { result, scope }
}

/** A server whose responses the test gives, one for each call. */
export function answeredByHand() {
  const calls: { operation: string, input: unknown, succeed: (value: unknown) => void, fail: (error: Error) => void }[] = []
  const request = (operation: string, input: unknown) => new Promise<unknown>((succeed, fail) => {
    calls.push({ operation, input, succeed, fail })
  })
  return { calls, request }
}

/** A server for composables that send a second request before the first has its response. */
export function openSlowServer() {
  const server = answeredByHand()
  const globals = { useAttempt, readFailure, useApi: () => ({ request: server.request }), watchDebounced: watch }
  return { ...server, use: <Result>(composable: () => Result) => mounted(globals, composable).result }
}

/** Runs the load function that a page gives to `useAsyncData`. */
export function loadOf(globals: Record<string, unknown>, composable: () => unknown): Promise<unknown> {
  const useAsyncData = (_key: string, load: () => Promise<unknown>) => ({ load })
  const { result } = mounted({ ...globals, useAsyncData, useConnection: () => ({ resumptions: ref(0) }) }, composable)
  return (result as { load: () => Promise<unknown> }).load()
}

/** Resolves after all promises that are settled now have run their handlers. */
export const settle = () => new Promise(setImmediate)
