import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { createSemaphore } from './semaphore.ts'

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, parallelism 1; about 20 ms. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const
const SALT_BYTES = 16
const TAG_BYTES = 32

/**
 * Two at a time use 38 MiB and leave two of the thread pool's four threads free for files and DNS.
 * With more than 200 in the queue, the last one would wait for over two seconds.
 */
const semaphore = createSemaphore({ concurrency: 2, queueSize: 200 })
const derive = promisify(argon2)

interface Parsed {
  memory: number
  passes: number
  parallelism: number
  salt: Buffer
  tag: Buffer
}

/** Hashes a password of any length into the PHC string format (`$argon2id$v=19$m=…,t=…,p=…$salt$tag`). */
export async function hashArgon2(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await semaphore.run(() => derive('argon2id', { ...COST, message: password, nonce: salt, tagLength: TAG_BYTES }))
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

/** Compares in constant time. Returns false if the string is not an argon2id hash. */
export async function verifyArgon2(password: string, hash: string): Promise<boolean> {
  const parsed = parse(hash)
  if (!parsed) return false
  const { salt, tag, ...cost } = parsed
  const candidate = await semaphore.run(() => derive('argon2id', { ...cost, message: password, nonce: salt, tagLength: tag.length }))
  return timingSafeEqual(candidate, tag)
}

/** Whether this hash was made with the current cost parameters. */
export function isCurrentArgon2(hash: string): boolean {
  const parsed = parse(hash)
  return parsed?.memory === COST.memory && parsed.passes === COST.passes && parsed.parallelism === COST.parallelism
}

function parse(hash: string): Parsed | undefined {
  const match = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,})\$([\w+/]{22,})$/.exec(hash)
  if (!match) return undefined
  const [, memory, passes, parallelism, salt, tag] = match
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(String(salt), 'base64'),
    tag: Buffer.from(String(tag), 'base64'),
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
