interface BudgetOptions {
  points: number
  /** Length of a window, after which all points are available again. */
  seconds: number
  /** Milliseconds of a clock that never goes back. */
  now?: () => number
}

/** A number of points per window of time. */
export interface Budget {
  /** Takes a point; false when none is left in this window. */
  take(): boolean
}

/** Creates a budget in memory. It takes two numbers, so every connection can have its own. */
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
