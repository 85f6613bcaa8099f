import { Agent, request } from 'node:http'

interface HttpAnswer {
  status: number
  body: unknown
}

/** Milliseconds after which a request counts as failed: longer than any answer that is still of use. */
const PATIENCE_MS = 30_000

/**
 * JSON over kept-alive connections. Node's own `request` rather than `fetch`: it takes a third of
 * the time, and the machine's cores are shared with the server.
 */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo' })

  send(method: string, url: string, token: string, body?: unknown): Promise<HttpAnswer> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const outgoing = request(url, {
        method,
        agent: this.agent,
        timeout: PATIENCE_MS,
        headers: {
          'Authorization': `Bearer ${token}`,
          'X-Parley-Client': 'api',
          ...(text !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
        },
      }, (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: parse(Buffer.concat(chunks)) }))
      })
      outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer within ${PATIENCE_MS} ms`)))
      outgoing.on('error', reject)
      outgoing.end(text)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

function parse(bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  return text.startsWith('{') ? JSON.parse(text) : text
}
