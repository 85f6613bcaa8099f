import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { UNKNOWN_ADDRESS } from '#shared/unknown-address.ts'
import { config } from '#server/infra/config.ts'
import { proxyWarnings } from '#server/infra/proxy-warnings.ts'

/** Where a request seems to come from. */
interface Connection {
  /** The other end of the TCP connection; a pipe has none. */
  remoteAddress: string | undefined
  /** The request's headers, which anyone may write. */
  headers: IncomingHttpHeaders
}

/** What proxies add to the requests that they hand on. */
const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'x-forwarded-host', 'x-forwarded-proto']

/** Networks in which an operator's own machines stand, proxies among them. */
const INSIDE: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'])

/**
 * The client's network address for limits and the audit log. `X-Forwarded-For` is read only when
 * the connection comes from a proxy named in `TRUSTED_PROXIES`, from the right: the last entry
 * that is not itself such a proxy is the one that a trusted hand wrote (ASVS 15.3.4).
 *
 * It is `UNKNOWN_ADDRESS` where that entry is a proxy, too: everybody behind it would share one
 * limit, so that anyone could lock all others out. A proxy inside the operator's networks that is
 * not in `TRUSTED_PROXIES` is reported. A client that connects from inside and adds such a header escapes
 * the limits by address that way, never those by account.
 */
export function clientAddress({ remoteAddress, headers }: Connection): string {
  const direct = withoutMapping(remoteAddress ?? '')
  const hops = [direct, ...forwardedHops(headers)]
  const proxies = toBlockList(config().TRUSTED_PROXIES)
  const untrusted = hops.findIndex(hop => !isListed(proxies, hop))
  // Trusted proxies all the way: the outermost stands for a client, if it was written down at all.
  if (untrusted === -1) return hops.length > 1 ? hops.at(-1) ?? direct : UNKNOWN_ADDRESS
  const hop = hops[untrusted] ?? direct
  const handsOn = untrusted + 1 < hops.length || (untrusted === 0 && PROXY_HEADERS.some(name => headers[name] !== undefined))
  if (isIP(hop) === 0) return handsOn || untrusted > 0 ? UNKNOWN_ADDRESS : hop
  if (!handsOn || !INSIDE.has(ipaddr.process(hop).range())) return hop
  // Nuxt's development server is such a proxy.
  if (config().NODE_ENV !== 'development') proxyWarnings().note(hop)
  return UNKNOWN_ADDRESS
}

/** The entries of `X-Forwarded-For`, the nearest first. */
function forwardedHops(headers: IncomingHttpHeaders): string[] {
  const given = headers['x-forwarded-for']
  if (given === undefined) return []
  return String(given).split(',').map(hop => withoutMapping(hop.trim())).reverse()
}

/** Is this end of a connection a proxy named in `TRUSTED_PROXIES`, whose headers are believed? */
export function isTrustedProxy(remoteAddress: string | undefined): boolean {
  return isListed(toBlockList(config().TRUSTED_PROXIES), withoutMapping(remoteAddress ?? ''))
}

/**
 * IPv4 clients of a dual-stack socket appear as `::ffff:192.0.2.1`, which a proxy may write as
 * `::ffff:c000:201`. A zone (`fe80::1%eth0`, RFC 4007) has a meaning on its own machine
 * only and no maximum length, so it is dropped.
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
