/** Milliseconds after which a request is given up and counts as unanswered. */
const PATIENCE_MS = 4_000

/** No answer, or one that says "later": repeating is right. */
export class Unreachable extends Error {}

/** The addresses of the nodes, as a load balancer would offer them: each attempt may go elsewhere. */
export class Nodes {
  private readonly urls: readonly string[]
  private turn: number

  constructor(urls: readonly string[], first: number) {
    this.urls = urls
    this.turn = first
  }

  get url(): string {
    return this.urls[this.turn % this.urls.length] ?? ''
  }

  /** Turns to the next node after a failure. */
  next(): void {
    this.turn += 1
  }
}

/** The product's HTTP interface for one person. */
export class Api {
  readonly nodes: Nodes
  private readonly token: string

  constructor(nodes: Nodes, token: string) {
    this.nodes = nodes
    this.token = token
  }

  get headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.token}` }
  }

  /**
   * The data of an answer.
   * @throws Unreachable when a repetition may help, Error for an answer that refuses for good
   */
  async ask<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    const response = await this.request(method, path, body)
    if (response.ok) return (JSON.parse(response.text) as { data: Data }).data
    const isPassing = response.status >= 500 || response.status === 429
    const what = `${method} ${path.replaceAll(/[0-9a-f-]{36}/g, ':id')} was answered with ${response.status} ${response.text.slice(0, 200)}`
    throw isPassing ? new Unreachable(what) : new Error(what)
  }

  private async request(method: string, path: string, body: unknown): Promise<{ ok: boolean, status: number, text: string }> {
    try {
      const response = await fetch(`${this.nodes.url}${path}`, {
        method,
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { ...this.headers, 'X-Parley-Client': 'api', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { ok: response.ok, status: response.status, text: await response.text() }
    }
    catch (error) {
      this.nodes.next()
      throw new Unreachable(String(error))
    }
  }
}
