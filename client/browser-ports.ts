import type { Lock, Timers } from './ports.ts'

export const browserTimers: Timers = {
  now: () => Date.now(),
  random: () => Math.random(),
  set: (run, ms) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Web Locks, one holder among all tabs. They need a secure page; elsewhere each tab goes alone, and the server's idempotency has to do. */
export const browserLock: Lock = async (name, work) => {
  if ('locks' in navigator) await navigator.locks.request(name, work)
  else await work()
}

export const isOnline = () => navigator.onLine

export const isVisible = () => document.visibilityState === 'visible'
