import { BlockList, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { config } from '#server/infra/config.ts'

/** Where a request seems to come from. */
interface Connection {
  /** The other end of the TCP connection. */
  remoteAddress: string | undefined
  /** The `X-Forwarded-For` header, which anyone may write. */
  forwardedFor: string | undefined
}

/**
 * The client's network address for limits and the audit log. `X-Forwarded-For` is read only when
 * the connection comes from a proxy named in `TRUSTED_PROXIES`, from the right: the last entry
 * that is not itself such a proxy is the one that a trusted hand wrote (ASVS 15.3.4).
 */
export function clientAddress({ remoteAddress, forwardedFor }: Connection): string {
  const direct = withoutMapping(remoteAddress ?? '')
  if (forwardedFor === undefined || config().TRUSTED_PROXIES.length === 0) return direct
  const proxies = toBlockList(config().TRUSTED_PROXIES)
  const hops = [...forwardedFor.split(',').map(hop => withoutMapping(hop.trim())), direct]
  for (const hop of hops.reverse()) {
    if (isIP(hop) === 0) return direct
    if (!isListed(proxies, hop)) return hop
  }
  return hops.at(-1) ?? direct
}

/** Is this end of a connection a proxy named in `TRUSTED_PROXIES`, whose headers are believed? */
export function isTrustedProxy(remoteAddress: string | undefined): boolean {
  const address = withoutMapping(remoteAddress ?? '')
  return isIP(address) !== 0 && isListed(toBlockList(config().TRUSTED_PROXIES), address)
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
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
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
