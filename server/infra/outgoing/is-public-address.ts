import ipaddr from 'ipaddr.js'

/** NAT64 (RFC 6052): the last 32 bits are an IPv4 address that a gateway would connect to. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96') as [ipaddr.IPv6, number]

/**
 * Does this address belong to the public internet? Loopback, private, link-local, shared (CGNAT),
 * documentation, multicast and metadata addresses do not, whatever way they are spelled or wrapped
 * into IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv6' && (parsed as ipaddr.IPv6).match(NAT64)) {
    return isPublicAddress(new ipaddr.IPv4(parsed.toByteArray().slice(-4)).toString())
  }
  return parsed.range() === 'unicast'
}
