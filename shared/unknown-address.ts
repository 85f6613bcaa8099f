/** Stands for the network address of a client that nobody trustworthy named, as in RFC 7239, 6.2. No limit counts by it. */
export const UNKNOWN_ADDRESS = 'unknown'
