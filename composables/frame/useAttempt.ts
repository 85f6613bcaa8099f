import type { Failure } from '#client/api/failure.ts'
import { readFailure } from '#client/api/failure.ts'

/** An action that may fail: while it runs `busy` is true, and when it fails `failure` says why. */
export function useAttempt() {
  const busy = ref(false)
  const failure = ref<Failure>()

  /** Resolves to whether it worked. */
  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    failure.value = undefined
    try {
      await action()
      return true
    }
    catch (error) {
      failure.value = readFailure(error)
      return false
    }
    finally {
      busy.value = false
    }
  }

  return { busy: readonly(busy), failure: shallowReadonly(failure), attempt }
}
