import { resolve } from 'node:path'
import { z } from 'zod'
import { lateBound } from './late-bound.ts'

/** Values that documentation and other projects show; whoever kept one has no secret. */
const EXAMPLE_SECRETS = ['changeme', 'change-me', 'secret', 'your-secret', 'jwt-secret', 'example', 'password']

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['true', 'false', '1', '0']).transform(value => value === 'true' || value === '1')
const list = z.string().transform(text => text.split(',').map(item => item.trim()).filter(item => item !== ''))
const url = (protocol: RegExp) => z.url({ protocol })

const secret = z.string().min(32, 'needs 32 characters or more').refine(
  value => new Set(value).size >= 8 && !EXAMPLE_SECRETS.some(example => value.toLowerCase().startsWith(example)),
  'is an example or too simple',
)

const vapidSubject = z.string().regex(/^(?:mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, 'needs mailto: or https:')
  .refine(value => !/@(?:localhost|.*\.local)$/i.test(value), 'needs a public address: push services refuse localhost')

const environment = z.object({
  DATABASE_URL: url(/^postgres(?:ql)?$/).optional(),
  DATABASE_REPLICA_URL: url(/^postgres(?:ql)?$/).optional(),
  REDIS_URL: url(/^rediss?$/).optional(),
  SOCKET_IO_PATH: z.string().regex(/^\/[\w./-]*$/, 'needs a path such as /socket.io').default('/socket.io'),
  SOCKET_IO_CORS_ORIGIN: list.pipe(z.array(url(/^https?$/))).default([]),
  MAX_FILE_SIZE: z.coerce.number().int().positive().default(10_485_760),
  ALLOWED_FILE_TYPES: list.default(['pdf', 'doc', 'docx', 'xls', 'xlsx', 'png', 'jpg', 'gif']),
  VIRUS_SCAN_API_KEY: z.string().optional(),
  FEATURE_MESSAGING_ENABLED: flag.default(true),
  MESSAGING_ROLLOUT_PERCENTAGE: z.coerce.number().int().min(0).max(100).default(100),
  SMTP_URL: url(/^smtps?$/).optional(),
  JWT_SECRET: secret.optional(),
  VAPID_PUBLIC_KEY: z.string().optional(),
  VAPID_PRIVATE_KEY: z.string().optional(),
  VAPID_SUBJECT: vapidSubject.optional(),
  PUBLIC_URL: url(/^https?$/).optional(),
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  PARLEY_DATA_DIR: z.string().default('.data').transform(path => resolve(path)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: list.pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'needs addresses or CIDR ranges'))).default([]),
  /** Multiplies every rate limit: above 1 for load tests, never needed otherwise. */
  RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
  NODE_ENV: z.string().default('development'),
})
  .refine(env => !env.DATABASE_URL || env.JWT_SECRET, { path: ['JWT_SECRET'], error: 'is missing: nodes that share a database share it' })
  .refine(env => !env.VAPID_PUBLIC_KEY === !env.VAPID_PRIVATE_KEY, { path: ['VAPID_PRIVATE_KEY'], error: 'and VAPID_PUBLIC_KEY belong together' })

export type Config = z.output<typeof environment>

/**
 * Reads all environment variables, once.
 * @throws Error with one sentence that names every wrong variable; it never repeats a value.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  // An empty variable is an unset one, as in `docker compose` files.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = environment.safeParse(given)
  if (result.success) return result.data
  const problems = result.error.issues.map(issue => `${issue.path[0] as string} ${issue.message.replace(/^Invalid/, 'is invalid:')}`)
  throw new Error(`The configuration is wrong: ${problems.join('; ')}.`)
}

/** The configuration of this process. */
export const config = lateBound<Config>('configuration')
