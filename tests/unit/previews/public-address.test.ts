import { describe, expect, it } from 'vitest'
import { fetchPublicPage, Unfetchable } from '#server/infra/outgoing/fetch-public.ts'
import { isPublicAddress } from '#server/infra/outgoing/is-public-address.ts'

describe('addresses that a link preview may reach', () => {
  it.each([
    '127.0.0.1', '127.1.2.3', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255',
    '192.168.1.1', '169.254.169.254', '100.64.0.1', '192.0.0.8', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.51.100.1', '203.0.113.1',
    '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'ff02::1',
    '100::1', '2001:2::1', '2001:db8::1', '3fff::1', '4000::1', '5f00::1', '2606:2800:220:1:248:1893:25c8:1946%eth0', 'localhost', '',
  ])('[T-11] [S-35] %j is none', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([
    ['an IPv4-mapped address', ['::ffff:127.0.0.1', '::ffff:169.254.169.254', '::ffff:7f00:1', '0:0:0:0:0:FFFF:10.0.0.1']],
    ['an IPv4-compatible address', ['::7f00:1', '::127.0.0.1', '::a9fe:a9fe', '::0.0.0.2', '::5db8:d822']],
    ['an IPv4-translated address', ['::ffff:0:7f00:1', '::ffff:0:127.0.0.1']],
    ['NAT64', ['64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b::a00:1']],
    ['local NAT64', ['64:ff9b:1::7f00:1', '64:ff9b:1:ffff::5db8:d822', '64:ff9b:2::7f00:1']],
    ['6to4', ['2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:5db8:d822::1']],
    ['Teredo', ['2001::7f00:1', '2001:0:7f00:1::', '2001:0:4136:e378:8000:63bf:80ff:fffe']],
    ['ISATAP', ['2606:2800:220:1:0:5efe:7f00:1', '2606:2800:220:1:200:5efe:10.0.0.1', 'fe80::5efe:10.0.0.1']],
  ])('[T-11] [S-35] %s that leads inside, or is in no use, is none', (_name, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([])
  })

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '2a00:1450:4001:82a::200e', '64:ff9b::5db8:d822', '::ffff:93.184.216.34'])('[T-11] %s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    'http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/', 'http://[::7f00:1]/', 'http://[::127.0.0.1]/', 'http://[2002:7f00:1::]/', 'http://[64:ff9b:1::7f00:1]/', 'http://0/', 'http://127.0.0.1./',
    'http://①②⑦.⓪.⓪.①/', 'http://localhost/', 'http://169.254.169.254/latest/meta-data/', 'https://10.0.0.1/', 'http://bakery.example:22/', 'http://bakery.example:6379/',
    'ftp://bakery.example/', 'file:///etc/passwd', 'http://user:word@bakery.example/', 'gopher://bakery.example/',
  ])('[T-11] [S-35] %s is not asked', async (url) => {
    await expect(fetchPublicPage(url)).rejects.toBeInstanceOf(Unfetchable)
  })
})
