import { resolve } from 'node:path'
import { z } from 'zod'
import { lateBound } from './late-bound.ts'
import { isVapidPair } from './vapid-keys.ts'

/** Example values from documentation and other projects, which are publicly known. */
const EXAMPLE_SECRETS = ['changeme', 'change-me', 'change_me', 'secret', 'your-secret', 'your_secret', 'my-secret', 'jwt-secret', 'jwt_secret', 'example', 'password', 'parley']

/** HS256 needs a key at least as long as its hash (RFC 7518, 3.2). */
const SECRET_BYTES = 32

const wholeNumber = (from: number, to: number) => z.coerce.number({ error: 'needs a number' }).int('needs a whole number')
  .min(from, `needs ${from} or more`).max(to, `needs ${to} or less`)
const flag = z.enum(['true', 'false', '1', '0'], { error: 'needs true or false' }).transform(value => value === 'true' || value === '1')
const list = z.string().transform(text => text.split(',').map(item => item.trim()).filter(item => item !== ''))
const url = (protocol: RegExp, example: string) => z.url({ protocol, error: `needs an address such as ${example}` })
const postgresUrl = url(/^postgres(?:ql)?$/, 'postgresql://user:password@host:5432/parley')

const secret = z.string()
  .refine(value => Buffer.byteLength(value) >= SECRET_BYTES, `needs ${SECRET_BYTES} bytes or more`)
  .refine(value => new Set(value).size >= 8 && !EXAMPLE_SECRETS.some(example => value.toLowerCase().startsWith(example)), 'is an example or too simple')

/** Contact address for push services. */
const vapidSubject = z.string().regex(/^(?:mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, 'needs mailto: or https: and an address')
  .refine(value => isPublicHost(value.replace(/^.*(?:@|\/\/)/, '')), 'needs a public address: push services refuse localhost')

const networks = z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: 'needs addresses or CIDR ranges' }))

const environment = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URL: postgresUrl.optional(),
  REDIS_URL: url(/^rediss?$/, 'redis://host:6379').optional(),
  SOCKET_IO_PATH: z.string().regex(/^\/[\w./-]*$/, 'needs a path such as /socket.io').default('/socket.io'),
  SOCKET_IO_CORS_ORIGIN: list.pipe(z.array(url(/^https?$/, 'https://chat.example.org'))).default([]),
  MAX_FILE_SIZE: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(10_485_760),
  ALLOWED_FILE_TYPES: list.default(['pdf', 'doc', 'docx', 'xls', 'xlsx', 'png', 'jpg', 'gif']),
  VIRUS_SCAN_API_KEY: z.string().optional(),
  FEATURE_MESSAGING_ENABLED: flag.default(true),
  MESSAGING_ROLLOUT_PERCENTAGE: wholeNumber(0, 100).default(100),
  SMTP_URL: url(/^smtps?$/, 'smtp://user:password@host:587').optional(),
  JWT_SECRET: secret.optional(),
  VAPID_PUBLIC_KEY: z.string().optional(),
  VAPID_PRIVATE_KEY: z.string().optional(),
  VAPID_SUBJECT: vapidSubject.optional(),
  PUBLIC_URL: url(/^https?$/, 'https://chat.example.org').optional(),
  PORT: wholeNumber(1, 65_535).default(3000),
  /** The address to listen on; see `listenAddress` for the default. */
  HOST: z.string().optional(),
  PARLEY_DATA_DIR: z.string().default('.data').transform(path => resolve(path)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'needs fatal, error, warn, info, debug, trace or silent' }).default('info'),
  /** Whether the server fetches linked pages for previews. */
  LINK_PREVIEWS: flag.default(true),
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For header is trusted. */
  TRUSTED_PROXIES: list.pipe(networks).default([]),
  /** Multiplies every rate limit; for load tests only. */
  RATE_LIMIT_FACTOR: z.coerce.number({ error: 'needs a number' }).positive('needs a number above 0').default(1),
  /** Anything but `development` or `test` counts as production. */
  NODE_ENV: z.string().default('production'),
}).superRefine((env, context) => {
  const refuse = (variable: keyof typeof env, message: string) => context.addIssue({ code: 'custom', path: [variable], message })
  if (env.DATABASE_URL && !env.JWT_SECRET) refuse('JWT_SECRET', 'is missing: it is required with DATABASE_URL, because all nodes must use the same secret')
  if (env.DATABASE_REPLICA_URL && !env.DATABASE_URL) refuse('DATABASE_REPLICA_URL', 'needs DATABASE_URL too')
  if (env.VAPID_PUBLIC_KEY && !env.VAPID_PRIVATE_KEY) refuse('VAPID_PRIVATE_KEY', 'is missing although VAPID_PUBLIC_KEY is set')
  else if (env.VAPID_PRIVATE_KEY && !env.VAPID_PUBLIC_KEY) refuse('VAPID_PUBLIC_KEY', 'is missing although VAPID_PRIVATE_KEY is set')
  else if (env.VAPID_PUBLIC_KEY && env.VAPID_PRIVATE_KEY && !isVapidPair(env.VAPID_PUBLIC_KEY, env.VAPID_PRIVATE_KEY)) {
    refuse('VAPID_PRIVATE_KEY', 'does not match VAPID_PUBLIC_KEY')
  }
}).transform(env => ({ ...env, HOST: listenAddress(env) }))

/**
 * The address to listen on. The default is all interfaces with `DATABASE_URL`, and loopback in
 * embedded mode, because the password of the demo accounts is public.
 */
export function listenAddress({ HOST, DATABASE_URL }: { HOST?: string | undefined, DATABASE_URL?: string | undefined }): string {
  return HOST || (DATABASE_URL ? '0.0.0.0' : '127.0.0.1')
}

/** Apple's push service answers 403 if the host of the subject is not public. */
function isPublicHost(hostAndPath: string): boolean {
  const host = hostAndPath.replace(/[:/?].*$/, '')
  return /\.[a-z][a-z0-9-]+$/i.test(host) && !/\.(?:local|localhost|localdomain|internal|invalid|test)$/i.test(host)
}

export type Config = z.output<typeof environment>

/**
 * Parses the environment variables.
 * @throws Error with one sentence that names every wrong variable but never a value
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  // An empty variable counts as unset, as in `docker compose` files.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = environment.safeParse(given)
  if (result.success) return result.data
  const problems = new Map(result.error.issues.map(({ path, message }) => [String(path[0]), message]))
  throw new Error(`The configuration is wrong: ${[...problems].map(([variable, message]) => `${variable} ${message}`).join('; ')}.`)
}

/** The configuration of this process. */
export const config = lateBound<Config>('configuration')
