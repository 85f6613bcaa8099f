interface BudgetOptions {
  points: number
  /** The length of a window, after which all points are there again. */
  seconds: number
  /** Milliseconds of a clock that never goes back. */
  now?: () => number
}

/** Points that are taken one by one. */
export interface Budget {
  /** Takes a point; false when none is left in this window. */
  take(): boolean
}

/** Makes a budget in memory. It costs two numbers, so every connection has its own. */
export function createBudget({ points, seconds, now = () => performance.now() }: BudgetOptions): Budget {
  const state = { left: points, renewedAt: now() }
  return {
    take() {
      if (now() - state.renewedAt >= seconds * 1_000) Object.assign(state, { left: points, renewedAt: now() })
      if (state.left === 0) return false
      state.left -= 1
      return true
    },
  }
}
