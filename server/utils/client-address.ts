import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { UNKNOWN_ADDRESS } from '#shared/unknown-address.ts'
import { config } from '#server/infra/config.ts'
import { proxyWarnings } from '#server/infra/proxy-warnings.ts'

/** The connection and headers of a request. */
interface Connection {
  /** The remote address of the TCP connection. A pipe has none. */
  remoteAddress: string | undefined
  /** The request's headers, which the client can forge. */
  headers: IncomingHttpHeaders
}

/** Headers that proxies add to forwarded requests. */
const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'x-forwarded-host', 'x-forwarded-proto']

/** Address ranges of an operator's own machines, including proxies. */
const INTERNAL_RANGES: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'])

/**
 * The client's network address for limits and the audit log. `X-Forwarded-For` is read only when
 * the connection comes from a proxy listed in `TRUSTED_PROXIES`. It is read from the right: the first
 * entry that is not itself such a proxy was written by a trusted proxy (ASVS 15.3.4).
 *
 * The result is `UNKNOWN_ADDRESS` if that entry is an unlisted proxy: all its clients would share one
 * limit, and one of them could block all others. Such a proxy in an internal network is reported. A
 * client in an internal network can add a proxy header to escape limits by address, but not by account.
 *
 * `proxy-addr` does not fit: it returns one address, but this rule also needs to know whether that hop
 * forwarded the request.
 */
export function clientAddress({ remoteAddress, headers }: Connection): string {
  const direct = withoutMapping(remoteAddress ?? '')
  const hops = [direct, ...forwardedHops(headers)]
  const proxies = toBlockList(config().TRUSTED_PROXIES)
  const untrusted = hops.findIndex(hop => !isListed(proxies, hop))
  // All hops are trusted proxies: the outermost counts as the client, if the header exists.
  if (untrusted === -1) return hops.length > 1 ? hops.at(-1) ?? direct : UNKNOWN_ADDRESS
  const hop = hops[untrusted] ?? direct
  const forwards = untrusted + 1 < hops.length || (untrusted === 0 && PROXY_HEADERS.some(name => headers[name] !== undefined))
  if (isIP(hop) === 0) return forwards || untrusted > 0 ? UNKNOWN_ADDRESS : hop
  if (!forwards || !INTERNAL_RANGES.has(ipaddr.process(hop).range())) return hop
  // Nuxt's development server is an internal proxy too.
  if (config().NODE_ENV !== 'development') proxyWarnings().note(hop)
  return UNKNOWN_ADDRESS
}

/** Reads the entries of `X-Forwarded-For`, the nearest first. */
function forwardedHops(headers: IncomingHttpHeaders): string[] {
  const given = headers['x-forwarded-for']
  if (given === undefined) return []
  return String(given).split(',').map(hop => withoutMapping(hop.trim())).reverse()
}

/** Whether the remote address belongs to a proxy listed in `TRUSTED_PROXIES`. */
export function isTrustedProxy(remoteAddress: string | undefined): boolean {
  return isListed(toBlockList(config().TRUSTED_PROXIES), withoutMapping(remoteAddress ?? ''))
}

/**
 * Converts IPv4-mapped addresses to IPv4: a dual-stack socket shows `::ffff:192.0.2.1`, which a proxy
 * may write as `::ffff:c000:201`. It removes the zone (`fe80::1%eth0`, RFC 4007), which is meaningful
 * only on its own machine and has no maximum length.
 */
function withoutMapping(address: string): string {
  const bare = isIP(address) === 6 ? address.replace(/%.*$/, '') : address
  return isIP(bare) === 6 && ipaddr.IPv6.parse(bare).isIPv4MappedAddress() ? ipaddr.process(bare).toString() : bare
}

function isListed(list: BlockList, address: string): boolean {
  return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function toBlockList(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}
