import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Groups of 16 bits: the half of an address that a provider gives to one customer, who has 2^64 of them (RFC 6177). */
const NETWORK_GROUPS = 4

/**
 * What a limit counts by: an IPv4 address, also one that is mapped into IPv6, or the network of an
 * IPv6 address (/64). What is no address stays as it is.
 */
export function networkOf(address: string): string {
  if (isIP(address) === 0) return address
  const parsed = ipaddr.process(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  return `${parsed.parts.slice(0, NETWORK_GROUPS).map(group => group.toString(16)).join(':')}::/64`
}
