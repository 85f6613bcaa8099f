import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Outside } from '#server/infra/outgoing/fetch-public.ts'
import { fetchPublicPage, Unfetchable } from '#server/infra/outgoing/fetch-public.ts'
import { isPublicAddress } from '#server/infra/outgoing/is-public-address.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A site on loopback, and a world in which loopback counts as outside. */
async function openSite(answer: RequestListener): Promise<{ origin: string, hits: string[], outside: Outside }> {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const outside: Outside = {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isAllowed: address => address === '127.0.0.1',
    ports: new Set([String(port)]),
  }
  return { origin: `http://bakery.example:${port}`, hits, outside }
}

const page: RequestListener = (_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end('<title>Bread</title>')

describe('addresses that a link preview may reach', () => {
  it.each([
    '127.0.0.1', '127.1.2.3', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1',
    '192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1',
    '::ffff:127.0.0.1', '::ffff:169.254.169.254', '::ffff:7f00:1', '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '2002:7f00:1::', '2001:db8::1',
    'localhost', '',
  ])('[T-11] [S-35] %j is none', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '64:ff9b::5db8:d822', '::ffff:93.184.216.34'])('[T-11] %s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    'http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/', 'http://169.254.169.254/latest/meta-data/', 'https://10.0.0.1/', 'http://bakery.example:22/', 'http://bakery.example:6379/',
    'ftp://bakery.example/', 'file:///etc/passwd', 'http://user:word@bakery.example/', 'gopher://bakery.example/',
  ])('[T-11] [S-35] %s is not asked', async (url) => {
    await expect(fetchPublicPage(url)).rejects.toBeInstanceOf(Unfetchable)
  })
})

describe('fetching a page from outside', () => {
  it('[T-11] gives the page and where it was in the end', async () => {
    const { origin, outside } = await openSite((request, response) =>
      request.url === '/old' ? response.writeHead(302, { location: '/new' }).end() : page(request, response))
    expect(await fetchPublicPage(`${origin}/old`, outside)).toEqual({ url: `${origin}/new`, html: '<title>Bread</title>' })
  })

  it.each(['http://127.0.0.2/', 'http://[::1]/', 'file:///etc/passwd', 'http://bakery.example:1/'])('[T-11] a redirect to %s is not followed', async (location) => {
    const { origin, hits, outside } = await openSite((_request, response) => response.writeHead(302, { location }).end())
    await expect(fetchPublicPage(origin, outside)).rejects.toBeInstanceOf(Unfetchable)
    expect(hits).toEqual(['/'])
  })

  it('[T-11] a redirect without end is given up', async () => {
    const { origin, hits, outside } = await openSite((_request, response) => response.writeHead(302, { location: '/again' }).end())
    await expect(fetchPublicPage(origin, outside)).rejects.toBeInstanceOf(Unfetchable)
    expect(hits).toHaveLength(4)
  })

  it('[T-11] [S-35] a name with one address inside is refused, also when it changes its answer', async () => {
    const { origin, hits, outside } = await openSite((request, response) =>
      request.url === '/' ? response.writeHead(302, { location: '/inside', connection: 'close' }).end() : page(request, response))
    const outer = { address: '127.0.0.1', family: 4 }
    // The same site by an address that counts as inside: a connection to it would show among the hits.
    const inside = { address: '::ffff:127.0.0.1', family: 6 }
    const refusal = await fetchPublicPage(origin, { ...outside, resolve: async () => [outer, inside] }).catch((error: unknown) => error)
    expect([refusal, hits]).toEqual([new Unfetchable('inside'), []])
    const answers = [[outer], [inside]]
    const turning = await fetchPublicPage(origin, { ...outside, resolve: async () => answers.shift() ?? [] }).catch((error: unknown) => error)
    expect([turning, hits]).toEqual([new Unfetchable('inside'), ['/']])
  })

  it('[S-35] reads a bounded part of a page without end, and nothing that is no page', async () => {
    const endless = await openSite((_request, response) => {
      response.setHeader('content-type', 'text/html')
      const fill = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', fill)
      }
      fill()
    })
    expect((await fetchPublicPage(endless.origin, endless.outside)).html).toHaveLength(1_048_576)
    const picture = await openSite((_request, response) => response.setHeader('content-type', 'image/png').end('png'))
    await expect(fetchPublicPage(picture.origin, picture.outside)).rejects.toBeInstanceOf(Unfetchable)
  })

  it('[S-35] takes no cookie and no credential along', async () => {
    const seen: (string | undefined)[] = []
    const { origin, outside } = await openSite((request, response) => {
      seen.push(request.headers.cookie, request.headers.authorization)
      if (request.url === '/') response.writeHead(302, { 'location': '/next', 'set-cookie': 'session=1' }).end()
      else page(request, response)
    })
    await fetchPublicPage(origin, outside)
    expect(seen).toEqual([undefined, undefined, undefined, undefined])
  })
})
