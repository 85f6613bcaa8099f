import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { Agent, request } from 'undici'
import { isPublicAddress } from './is-public-address.ts'

/** A site that takes longer is not worth a job's time. */
const TIMEOUT_MS = 5_000
const REDIRECTS_MAX = 3
/** Bytes that are read of a page. The head with its scripts and styles fits. */
export const PAGE_MAX_BYTES = 65_536
const PORTS: ReadonlySet<string> = new Set(['', '80', '443'])

/** A page that was not fetched, because it is not allowed or not HTML. */
export class Unfetchable extends Error {}

/** Access to the internet. Tests replace it. */
export interface Network {
  resolve: (hostname: string) => Promise<LookupAddress[]>
  isAllowed: (address: string) => boolean
  ports: ReadonlySet<string>
  /** Milliseconds for everything together: look-ups, connections, redirects and the page. */
  timeoutMs: number
}

const internet: Network = {
  resolve: hostname => lookup(hostname, { all: true, verbatim: true }),
  isAllowed: isPublicAddress,
  ports: PORTS,
  timeoutMs: TIMEOUT_MS,
}

/**
 * Fetches a page from the public internet whose URL a user named. It connects only to addresses
 * that it has checked, which prevents DNS rebinding, and checks every redirect. It sends no cookies
 * and no credentials.
 * @throws Unfetchable for a private address, another protocol or port, no HTML, too many redirects
 */
export async function fetchPublicPage(url: string, network: Network = internet): Promise<{ url: string, html: string }> {
  const agent = new Agent({ connect: { lookup: checkedLookup(network), timeout: network.timeoutMs }, pipelining: 0 })
  try {
    return await follow(new URL(url), { agent, network, signal: AbortSignal.timeout(network.timeoutMs), redirectsLeft: REDIRECTS_MAX })
  }
  finally {
    await agent.destroy()
  }
}

interface FetchContext {
  agent: Agent
  network: Network
  signal: AbortSignal
  redirectsLeft: number
}

async function follow(url: URL, context: FetchContext): Promise<{ url: string, html: string }> {
  assertPublicUrl(url, context.network)
  const { statusCode, headers, body } = await request(url, {
    dispatcher: context.agent,
    signal: context.signal,
    headers: { 'accept': 'text/html', 'user-agent': 'Parley link preview' },
  })
  const { location } = headers
  if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
    await body.dump()
    if (context.redirectsLeft === 0 || !URL.canParse(location, url)) throw new Unfetchable('too many redirects')
    return await follow(new URL(location, url), { ...context, redirectsLeft: context.redirectsLeft - 1 })
  }
  if (statusCode !== 200 || !/^text\/html\b/i.test(String(headers['content-type']))) {
    await body.dump()
    throw new Unfetchable('not an HTML page')
  }
  return { url: url.href, html: await readBounded(body) }
}

function assertPublicUrl(url: URL, { isAllowed, ports }: Network): void {
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new Unfetchable('unsupported URL')
  if (!ports.has(url.port)) throw new Unfetchable('unsupported port')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address is not looked up, so it is checked here.
  if (isIP(host) !== 0 && !isAllowed(host)) throw new Unfetchable('private address')
}

/** A look-up function for `net.connect` that returns addresses only if all of them are public. */
function checkedLookup({ resolve, isAllowed }: Network) {
  return (hostname: string, options: LookupOptions, callback: (error: Error | null, address: string | LookupAddress[], family?: number) => void) => {
    resolve(hostname).then((addresses) => {
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isAllowed(address))) throw new Unfetchable('private address')
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    }).catch((error: Error) => callback(error, ''))
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= PAGE_MAX_BYTES) break
  }
  // Decoded as an unfinished stream, so that a character cut in two by the limit is left out.
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, PAGE_MAX_BYTES), { stream: true })
}
