import { LRUCache } from 'lru-cache'
import { lateBound } from './late-bound.ts'
import { logger } from './logger.ts'

/** Milliseconds between two log lines, because every request could write one. */
const LOG_EVERY_MS = 3_600_000

/** Milliseconds for which health check and admin overview name a proxy after its last request. */
const REMEMBER_MS = 24 * 3_600_000

/** Proxies that are remembered. An installation has one or two, but clients in its network can imitate more. */
const REMEMBERED = 10

/** Proxies that hide client addresses, because `TRUSTED_PROXIES` does not name them. */
export class ProxyWarnings {
  /** By address: when the proxy was last seen. */
  private readonly proxies = new LRUCache<string, number>({ max: REMEMBERED })
  private loggedAt = -Infinity

  /** Remembers a proxy, and logs a warning at most once an hour. */
  note(address: string): void {
    const now = performance.now()
    this.proxies.set(address, now)
    if (now - this.loggedAt < LOG_EVERY_MS) return
    this.loggedAt = now
    logger().warn({ proxy: address }, `Requests come through ${address}, a proxy that TRUSTED_PROXIES does not name. Limits per address are off for these requests, because all clients behind the proxy would share them. Add ${address} to TRUSTED_PROXIES if it is yours.`)
  }

  /** The addresses of the proxies seen within the last day. */
  list(): string[] {
    const since = performance.now() - REMEMBER_MS
    return [...this.proxies.entries()].filter(([, seenAt]) => seenAt > since).map(([address]) => address)
  }
}

/** The warnings of this process; set at boot. */
export const proxyWarnings = lateBound<ProxyWarnings>('proxy warnings')
