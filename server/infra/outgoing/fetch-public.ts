import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { Agent, request } from 'undici'
import { isPublicAddress } from './is-public-address.ts'

/** A site that takes longer is not worth a job's time. */
const TIMEOUT_MS = 5_000
const REDIRECTS_MAX = 3
/** Bytes that are read of a page: its head, which says what the page is, fits with its scripts and styles. */
export const PAGE_MAX_BYTES = 65_536
const PORTS: ReadonlySet<string> = new Set(['', '80', '443'])

/** Why an address outside was not fetched: refused by us, or nothing of use there. */
export class Unfetchable extends Error {}

/** What tests replace: the world outside. */
export interface Outside {
  resolve: (hostname: string) => Promise<LookupAddress[]>
  isAllowed: (address: string) => boolean
  ports: ReadonlySet<string>
  /** Milliseconds for the whole of it: look-ups, connections, redirects and the page. */
  timeoutMs: number
}

const internet: Outside = {
  resolve: hostname => lookup(hostname, { all: true, verbatim: true }),
  isAllowed: isPublicAddress,
  ports: PORTS,
  timeoutMs: TIMEOUT_MS,
}

/**
 * Fetches a page from the public internet for somebody who only named it. It connects to the very
 * addresses that it has checked, so a name that answers differently the second time leads nowhere
 * (DNS rebinding); every redirect is checked anew; no cookie, no credential goes along.
 * @throws Unfetchable for an inside address, another protocol or port, no HTML, too many redirects
 */
export async function fetchPublicPage(url: string, outside: Outside = internet): Promise<{ url: string, html: string }> {
  const agent = new Agent({ connect: { lookup: checkedLookup(outside), timeout: outside.timeoutMs }, pipelining: 0 })
  try {
    return await follow(new URL(url), { agent, outside, signal: AbortSignal.timeout(outside.timeoutMs), left: REDIRECTS_MAX })
  }
  finally {
    await agent.destroy()
  }
}

interface Journey {
  agent: Agent
  outside: Outside
  signal: AbortSignal
  /** Redirects that may still be followed. */
  left: number
}

async function follow(url: URL, journey: Journey): Promise<{ url: string, html: string }> {
  refuseInside(url, journey.outside)
  const { statusCode, headers, body } = await request(url, {
    dispatcher: journey.agent,
    signal: journey.signal,
    headers: { 'accept': 'text/html', 'user-agent': 'Parley link preview' },
  })
  const { location } = headers
  if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
    await body.dump()
    if (journey.left === 0 || !URL.canParse(location, url)) throw new Unfetchable('redirects')
    return await follow(new URL(location, url), { ...journey, left: journey.left - 1 })
  }
  if (statusCode !== 200 || !/^text\/html\b/i.test(String(headers['content-type']))) {
    await body.dump()
    throw new Unfetchable('no page')
  }
  return { url: url.href, html: await readBounded(body) }
}

function refuseInside(url: URL, { isAllowed, ports }: Outside): void {
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new Unfetchable('address')
  if (!ports.has(url.port)) throw new Unfetchable('port')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address is never looked up, so it is checked here.
  if (isIP(host) !== 0 && !isAllowed(host)) throw new Unfetchable('inside')
}

/** The look-up of `net.connect`: hands over addresses only when all of them are outside. */
function checkedLookup({ resolve, isAllowed }: Outside) {
  return (hostname: string, options: LookupOptions, answer: (error: Error | null, address: string | LookupAddress[], family?: number) => void) => {
    resolve(hostname).then((addresses) => {
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isAllowed(address))) throw new Unfetchable('inside')
      if (options.all) answer(null, addresses)
      else answer(null, first.address, first.family)
    }).catch((error: Error) => answer(error, ''))
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
  // As of a stream that goes on, so that a character which the limit cuts in two is left out.
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, PAGE_MAX_BYTES), { stream: true })
}
