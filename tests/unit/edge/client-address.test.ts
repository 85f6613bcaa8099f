import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UNKNOWN_ADDRESS } from '#shared/unknown-address.ts'
import { config, loadConfig } from '#server/infra/config.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { ProxyWarnings, proxyWarnings } from '#server/infra/proxy-warnings.ts'
import { clientAddress } from '#server/utils/client-address.ts'

function behind(proxies: string, env: Record<string, string> = {}): void {
  config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s', TRUSTED_PROXIES: proxies, ...env }))
}

/** The address of a request from one end of a connection, with these headers or this `X-Forwarded-For`. */
function addressOf(remoteAddress: string | undefined, given: string | Record<string, string> = {}): string {
  return clientAddress({ remoteAddress, headers: typeof given === 'string' ? { 'x-forwarded-for': given } : given })
}

describe('the address of a client', () => {
  beforeEach(() => {
    logger.set(createLogger('silent'))
    proxyWarnings.set(new ProxyWarnings())
  })
  afterEach(() => {
    for (const part of [config, logger, proxyWarnings]) part.clear()
  })

  it('[S-38] is the other end of the connection, whatever a header says', () => {
    behind('')
    expect(addressOf('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
    expect(addressOf('203.0.113.9', { 'via': '1.1 somewhere', 'cf-connecting-ip': '198.51.100.1' })).toBe('203.0.113.9')
    expect(addressOf('192.168.1.7')).toBe('192.168.1.7')
  })

  it('[S-38] is believed from a trusted proxy only', () => {
    behind('10.0.0.0/8')
    expect(addressOf('10.1.2.3', '198.51.100.1')).toBe('198.51.100.1')
    expect(addressOf('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  })

  it('[S-38] is what the outermost trusted proxy wrote, not what the client did', () => {
    behind('10.0.0.1, 10.0.0.2')
    expect(addressOf('10.0.0.2', '1.2.3.4, 198.51.100.1, 10.0.0.1')).toBe('198.51.100.1')
    expect(addressOf('10.0.0.2', '10.0.0.1')).toBe('10.0.0.1')
    expect(addressOf('10.0.0.2', '192.168.1.7')).toBe('192.168.1.7')
  })

  it('[S-48] is unknown where a trusted proxy names nobody: everybody behind it would share its limits', () => {
    behind('10.0.0.1')
    expect(addressOf('10.0.0.1', 'unknown')).toBe('unknown')
    expect(addressOf('10.0.0.1', { 'x-real-ip': '198.51.100.1' })).toBe('unknown')
    expect(addressOf('10.0.0.1')).toBe('unknown')
    expect(proxyWarnings().list()).toEqual([])
  })

  it.each([
    ['127.0.0.1', 'x-forwarded-for'], ['::1', 'x-forwarded-for'], ['::ffff:172.17.0.1', 'forwarded'], ['10.0.0.7', 'via'], ['192.168.1.7', 'x-real-ip'],
    ['169.254.3.4', 'cf-connecting-ip'], ['100.64.0.9', 'true-client-ip'], ['fd00::7', 'x-forwarded-proto'], ['fe80::7', 'x-forwarded-host'],
  ])('[S-48] is unknown behind %s with %s, a proxy that nobody trusts, which is reported', (proxy, header) => {
    behind('10.0.0.1')
    expect(addressOf(proxy, { [header]: '198.51.100.1' })).toBe('unknown')
    expect(proxyWarnings().list()).toEqual([proxy.replace('::ffff:', '')])
  })

  it('[S-48] is unknown behind a second proxy that nobody trusts, also when the first is trusted', () => {
    behind('10.0.0.1')
    expect(addressOf('10.0.0.1', '198.51.100.1, 10.0.0.2')).toBe('unknown')
    expect(proxyWarnings().list()).toEqual(['10.0.0.2'])
  })

  it('[S-48] is unknown behind a pipe, and no proxy is reported that has no address', () => {
    behind('')
    expect(addressOf(undefined, '198.51.100.1')).toBe('unknown')
    expect(addressOf(undefined)).toBe('')
    expect(proxyWarnings().list()).toEqual([])
  })

  it('[S-48] is unknown behind the development server, which is no proxy to report', () => {
    behind('', { NODE_ENV: 'development' })
    expect(addressOf('127.0.0.1', '127.0.0.1')).toBe('unknown')
    expect(proxyWarnings().list()).toEqual([])
  })

  it('[S-38] of a dual-stack socket is the plain one, and IPv6 works alike', () => {
    behind('::1')
    expect(addressOf('::ffff:203.0.113.9')).toBe('203.0.113.9')
    expect(addressOf('::1', '2001:db8::7')).toBe('2001:db8::7')
  })

  it('[S-38] is the plain one however a proxy writes a mapped one', () => {
    behind('::ffff:10.0.0.1')
    expect(addressOf('10.0.0.1', '198.51.100.1')).toBe('198.51.100.1')
    behind('10.0.0.1')
    expect(addressOf('::ffff:10.0.0.1', '::ffff:c633:6401')).toBe('198.51.100.1')
  })

  it('[R-012] is without its zone, which a client may make as long as it likes', () => {
    behind('10.0.0.1')
    expect(clientAddress({ remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': `fe80::1%${'a'.repeat(5_000)}` } })).toBe('fe80::1')
    expect(clientAddress({ remoteAddress: 'fe80::2%eth0', headers: {} })).toBe('fe80::2')
    expect(clientAddress({ remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': 'fe80::1%a b' } })).toBe(UNKNOWN_ADDRESS)
  })

  it('[S-38] a proxy that is no address stops the start', () => {
    expect(() => behind('the-proxy')).toThrow(/TRUSTED_PROXIES/)
  })
})
