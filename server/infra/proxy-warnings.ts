import { LRUCache } from 'lru-cache'
import { lateBound } from './late-bound.ts'
import { logger } from './logger.ts'

/** Milliseconds between two lines in the log: every request could write one. */
const LOG_EVERY_MS = 3_600_000

/** Milliseconds for which health and overview go on naming a proxy after its last request. */
const REMEMBER_MS = 24 * 3_600_000

/** Proxies that are named; an installation has one or two, and anyone inside can pretend to be one. */
const REMEMBERED = 10

/** What this process knows about proxies that hide who asks: those that `TRUSTED_PROXIES` does not name. */
export class ProxyWarnings {
  /** When each was last seen. */
  private readonly proxies = new LRUCache<string, number>({ max: REMEMBERED })
  private loggedAt = -Infinity

  /** Remembers a proxy, and writes it to the log once an hour at most. */
  note(address: string): void {
    const now = performance.now()
    this.proxies.set(address, now)
    if (now - this.loggedAt < LOG_EVERY_MS) return
    this.loggedAt = now
    logger().warn({ proxy: address }, `Requests come through ${address}, a proxy that TRUSTED_PROXIES does not name. Limits by address are off for them, because everybody behind it would share one. Add ${address} to TRUSTED_PROXIES if it is yours.`)
  }

  /** The addresses of such proxies seen within the last day. */
  list(): string[] {
    const since = performance.now() - REMEMBER_MS
    return [...this.proxies.entries()].filter(([, seenAt]) => seenAt > since).map(([address]) => address)
  }
}

/** The warnings of this process; set at boot. */
export const proxyWarnings = lateBound<ProxyWarnings>('proxy warnings')
