import type { ErrorCode, ErrorDetails } from '#shared/errors.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One answer in the uniform envelope, taken apart. */
export interface Answer<Data> {
  status: number
  headers: Headers
  /** What the route promised; `undefined` in an error. */
  data: Data
  error: { code: ErrorCode, message: string, details?: ErrorDetails } | undefined
  page: { next: number | null } | undefined
  meta: { requestId: string, durationMs: number } | undefined
  /** The body as it came. */
  text: string
}

interface RequestOptions {
  headers?: Record<string, string>
}

export interface ClientOptions {
  /** `browser` keeps cookies and sends its Origin; `api` sends `Authorization: Bearer`. */
  as?: 'browser' | 'api'
  /** The network address that it speaks from, as a trusted proxy would name it. */
  address?: string
}

/**
 * Speaks HTTP with a test server as one person's browser or program does. It answers every
 * status; a test says which one it expects.
 */
export class TestClient {
  readonly url: string
  readonly as: 'browser' | 'api'
  readonly cookies = new Map<string, string>()
  origin: string | undefined
  accessToken: string | undefined
  refreshToken: string | undefined
  private readonly address: string | undefined

  constructor(server: { url: string }, { as = 'browser', address }: ClientOptions = {}) {
    this.url = server.url
    this.as = as
    this.origin = as === 'browser' ? server.url : undefined
    this.address = address
  }

  get<Data = unknown>(path: string, options?: RequestOptions): Promise<Answer<Data>> {
    return this.request('GET', path, undefined, options)
  }

  post<Data = unknown>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<Data>> {
    return this.request('POST', path, body ?? {}, options)
  }

  put<Data = unknown>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<Data>> {
    return this.request('PUT', path, body ?? {}, options)
  }

  patch<Data = unknown>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<Data>> {
    return this.request('PATCH', path, body ?? {}, options)
  }

  delete<Data = unknown>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<Data>> {
    return this.request('DELETE', path, body, options)
  }

  async request<Data = unknown>(method: Method, path: string, body?: unknown, { headers = {} }: RequestOptions = {}): Promise<Answer<Data>> {
    const response = await fetch(new URL(path, this.url), {
      method,
      redirect: 'manual',
      headers: { ...this.credentials(), ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    this.keepCookies(response.headers)
    return readAnswer<Data>(response)
  }

  /** Signs in with e-mail and password and keeps the credential. */
  async signIn({ email, password }: { email: string, password: string }): Promise<Answer<{ user: { id: string } }>> {
    const answer = await this.post<{ user: { id: string }, accessToken?: string, refreshToken?: string }>('/api/auth/login', { email, password })
    if (answer.status === 200) {
      this.accessToken = answer.data.accessToken
      this.refreshToken = answer.data.refreshToken
    }
    return answer
  }

  /** The headers that say who speaks; the socket's handshake takes the same ones. */
  credentials(): Record<string, string> {
    return {
      ...(this.as === 'api' && { 'X-Parley-Client': 'api' }),
      ...(this.origin !== undefined && { Origin: this.origin }),
      ...(this.address !== undefined && { 'X-Forwarded-For': this.address }),
      ...(this.accessToken !== undefined && { Authorization: `Bearer ${this.accessToken}` }),
      ...(this.cookies.size > 0 && { Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
    }
  }

  private keepCookies(headers: Headers): void {
    if (this.as === 'api') return
    for (const cookie of headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(';').map(part => part.trim())
      const name = pair.slice(0, pair.indexOf('='))
      const value = pair.slice(pair.indexOf('=') + 1)
      if (value === '' || attributes.some(attribute => /^max-age=0$/i.test(attribute))) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }
}

async function readAnswer<Data>(response: Response): Promise<Answer<Data>> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  const envelope = (isJson ? JSON.parse(text) : {}) as Pick<Answer<Data>, 'data' | 'error' | 'page' | 'meta'>
  return { ...envelope, status: response.status, headers: response.headers, text }
}
