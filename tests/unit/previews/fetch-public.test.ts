import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Network } from '#server/infra/outgoing/fetch-public.ts'
import { fetchPublicPage, Unfetchable } from '#server/infra/outgoing/fetch-public.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A site on loopback, and a network in which loopback counts as public. */
async function openSite(answer: RequestListener): Promise<{ origin: string, hits: string[], network: Network }> {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const network: Network = {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isAllowed: address => address === '127.0.0.1',
    ports: new Set([String(port)]),
    timeoutMs: 5_000,
  }
  return { origin: `http://bakery.example:${port}`, hits, network }
}

const page: RequestListener = (_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end('<title>Bread</title>')

describe('fetching a public page', () => {
  it('[T-11] [S-35] gives the page and where it was in the end', async () => {
    const { origin, network } = await openSite((request, response) =>
      request.url === '/old' ? response.writeHead(302, { location: '/new' }).end() : page(request, response))
    expect(await fetchPublicPage(`${origin}/old`, network)).toEqual({ url: `${origin}/new`, html: '<title>Bread</title>' })
  })

  it.each(['http://127.0.0.2/', 'http://[::1]/', 'file:///etc/passwd', 'http://bakery.example:1/'])('[T-11] [S-35] a redirect to %s is not followed', async (location) => {
    const { origin, hits, network } = await openSite((_request, response) => response.writeHead(302, { location }).end())
    await expect(fetchPublicPage(origin, network)).rejects.toBeInstanceOf(Unfetchable)
    expect(hits).toEqual(['/'])
  })

  it('[T-11] [S-35] a redirect without end is given up', async () => {
    const { origin, hits, network } = await openSite((_request, response) => response.writeHead(302, { location: '/again' }).end())
    await expect(fetchPublicPage(origin, network)).rejects.toBeInstanceOf(Unfetchable)
    expect(hits).toHaveLength(4)
  })

  it('[T-11] [S-35] a name with one address inside is refused, also when it changes its answer', async () => {
    const { origin, hits, network } = await openSite((request, response) =>
      request.url === '/' ? response.writeHead(302, { location: '/inside', connection: 'close' }).end() : page(request, response))
    const outer = { address: '127.0.0.1', family: 4 }
    // The same site by an address that counts as inside: a connection to it would show among the hits.
    const inside = { address: '::ffff:127.0.0.1', family: 6 }
    const refusal = await fetchPublicPage(origin, { ...network, resolve: async () => [outer, inside] }).catch((error: unknown) => error)
    expect([refusal, hits]).toEqual([new Unfetchable('private address'), []])
    const answers = [[outer], [inside]]
    const turning = await fetchPublicPage(origin, { ...network, resolve: async () => answers.shift() ?? [] }).catch((error: unknown) => error)
    expect([turning, hits]).toEqual([new Unfetchable('private address'), ['/']])
  })

  it('[S-35] [S-46] reads a bounded part of a page without end, and nothing that is no page', async () => {
    const endless = await openSite((_request, response) => {
      response.setHeader('content-type', 'text/html')
      const fill = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', fill)
      }
      fill()
    })
    expect((await fetchPublicPage(endless.origin, endless.network)).html).toHaveLength(65_536)
    const picture = await openSite((_request, response) => response.setHeader('content-type', 'image/png').end('png'))
    await expect(fetchPublicPage(picture.origin, picture.network)).rejects.toBeInstanceOf(Unfetchable)
  })

  it('[S-35] takes no cookie and no credential along', async () => {
    const seen: (string | undefined)[] = []
    const { origin, network } = await openSite((request, response) => {
      seen.push(request.headers.cookie, request.headers.authorization)
      if (request.url === '/') response.writeHead(302, { 'location': '/next', 'set-cookie': 'session=1' }).end()
      else page(request, response)
    })
    await fetchPublicPage(origin, network)
    expect(seen).toEqual([undefined, undefined, undefined, undefined])
  })

  it('[S-35] [S-46] leaves out a character that its limit cuts in two', async () => {
    const { origin, network } = await openSite((_request, response) =>
      response.setHeader('content-type', 'text/html').end(`${'x'.repeat(65_534)}😀`))
    expect((await fetchPublicPage(origin, network)).html).toBe('x'.repeat(65_534))
  })

  const never: Record<string, RequestListener> = {
    'never answers': () => {},
    'never ends its headers': (_request, response) => response.socket?.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n'),
    'never ends its page': (_request, response) => response.setHeader('content-type', 'text/html').write('<title>'),
    'redirects and never ends': (_request, response) => response.writeHead(302, { location: '/next' }).write('wait'),
  }
  it.each(Object.entries(never))('[S-35] [S-46] gives a site up that %s', async (_name, answer) => {
    const { origin, network } = await openSite(answer)
    await expect(fetchPublicPage(origin, { ...network, timeoutMs: 50 })).rejects.toBeInstanceOf(Error)
  })

  it('[S-35] [S-46] gives a name up that is never resolved', async () => {
    const { origin, network } = await openSite(page)
    await expect(fetchPublicPage(origin, { ...network, timeoutMs: 50, resolve: () => new Promise(() => {}) })).rejects.toBeInstanceOf(Error)
  })

  it('[T-11] [S-35] connects to the address that it checked, without asking for the name again', async () => {
    const { origin, hits, network } = await openSite(page)
    const checked: string[] = []
    const answers = [[{ address: '127.0.0.1', family: 4 }]]
    await fetchPublicPage(origin, {
      ...network,
      resolve: async () => answers.shift() ?? [{ address: '169.254.169.254', family: 4 }],
      isAllowed: (address) => {
        checked.push(address)
        return network.isAllowed(address)
      },
    })
    expect([checked, hits]).toEqual([['127.0.0.1'], ['/']])
  })
})
