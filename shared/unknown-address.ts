/** The network address of a client that no trusted proxy named, as in RFC 7239, 6.2. Limits do not count it. */
export const UNKNOWN_ADDRESS = 'unknown'
