import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Groups of 16 bits. A customer usually gets a /64 network with 2^64 addresses (RFC 6177). */
const NETWORK_GROUPS = 4

/**
 * The key that limits by address count: the IPv4 address, also if it is mapped into IPv6, or the
 * /64 network of an IPv6 address. Other texts are returned unchanged.
 */
export function networkOf(address: string): string {
  if (isIP(address) === 0) return address
  const parsed = ipaddr.process(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  return `${parsed.parts.slice(0, NETWORK_GROUPS).map(group => group.toString(16)).join(':')}::/64`
}
