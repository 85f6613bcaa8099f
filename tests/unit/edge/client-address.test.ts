import { afterEach, describe, expect, it } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { clientAddress } from '#server/utils/client-address.ts'

function behind(proxies: string): void {
  config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s', TRUSTED_PROXIES: proxies }))
}

describe('the address of a client', () => {
  afterEach(() => config.clear())

  it('[S-38] is the other end of the connection, whatever a header says', () => {
    behind('')
    expect(clientAddress({ remoteAddress: '203.0.113.9', forwardedFor: '198.51.100.1' })).toBe('203.0.113.9')
  })

  it('[S-38] is believed from a trusted proxy only', () => {
    behind('10.0.0.0/8')
    expect(clientAddress({ remoteAddress: '10.1.2.3', forwardedFor: '198.51.100.1' })).toBe('198.51.100.1')
    expect(clientAddress({ remoteAddress: '203.0.113.9', forwardedFor: '198.51.100.1' })).toBe('203.0.113.9')
  })

  it('[S-38] is what the outermost trusted proxy wrote, not what the client did', () => {
    behind('10.0.0.1, 10.0.0.2')
    expect(clientAddress({ remoteAddress: '10.0.0.2', forwardedFor: '1.2.3.4, 198.51.100.1, 10.0.0.1' })).toBe('198.51.100.1')
  })

  it('[S-38] falls back to the connection when the header is nonsense', () => {
    behind('10.0.0.1')
    expect(clientAddress({ remoteAddress: '10.0.0.1', forwardedFor: 'unknown' })).toBe('10.0.0.1')
  })

  it('[S-38] of a dual-stack socket is the plain one, and IPv6 works alike', () => {
    behind('::1')
    expect(clientAddress({ remoteAddress: '::ffff:203.0.113.9', forwardedFor: undefined })).toBe('203.0.113.9')
    expect(clientAddress({ remoteAddress: '::1', forwardedFor: '2001:db8::7' })).toBe('2001:db8::7')
  })

  it('[S-38] is the plain one however a proxy writes a mapped one', () => {
    behind('::ffff:10.0.0.1')
    expect(clientAddress({ remoteAddress: '10.0.0.1', forwardedFor: undefined })).toBe('10.0.0.1')
    behind('10.0.0.1')
    expect(clientAddress({ remoteAddress: '::ffff:10.0.0.1', forwardedFor: '::ffff:c633:6401' })).toBe('198.51.100.1')
  })

  it('[R-012] is without its zone, which a client may make as long as it likes', () => {
    behind('10.0.0.1')
    expect(clientAddress({ remoteAddress: '10.0.0.1', forwardedFor: `fe80::1%${'a'.repeat(5_000)}` })).toBe('fe80::1')
    expect(clientAddress({ remoteAddress: 'fe80::2%eth0', forwardedFor: undefined })).toBe('fe80::2')
    expect(clientAddress({ remoteAddress: '10.0.0.1', forwardedFor: 'fe80::1%a b' })).toBe('10.0.0.1')
  })

  it('[S-38] a proxy that is no address stops the start', () => {
    expect(() => behind('the-proxy')).toThrow(/TRUSTED_PROXIES/)
  })
})
