import ipaddr from 'ipaddr.js'

const range = (text: string) => ipaddr.IPv6.parseCIDR(text)

/** Global unicast addresses (RFC 4291). All others have a special meaning. */
const GLOBAL_UNICAST = range('2000::/3')

/** NAT64 (RFC 6052): the last 32 bits are an IPv4 address, which a gateway connects to. */
const NAT64 = range('64:ff9b::/96')

/**
 * Whether an address belongs to the public internet. Loopback, private, link-local, shared (CGNAT),
 * documentation, multicast and metadata addresses do not, in any notation. IPv6 addresses that
 * contain an IPv4 address are refused (`::/96`, 6to4, Teredo, local NAT64, ISATAP), except
 * IPv4-mapped and NAT64 addresses, whose IPv4 address is checked: networks use them for the
 * public internet.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  if (parsed.match(NAT64)) return isPublicAddress(new ipaddr.IPv4(parsed.toByteArray().slice(-4)).toString())
  return parsed.match(GLOBAL_UNICAST) && parsed.range() === 'unicast' && !isIsatap(parsed) && parsed.zoneId === undefined
}

/** ISATAP (RFC 5214): `0:5efe` or `200:5efe`, then the IPv4 address of an internal host that a router tunnels to. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x0200) && parts[5] === 0x5EFE
}
