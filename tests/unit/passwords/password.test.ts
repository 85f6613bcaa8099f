import { hashSync } from 'bcryptjs'
import { describe, expect, it, vi } from 'vitest'
import { newPassword } from '#shared/contracts/fields.ts'
import { commonPasswords } from '#server/domain/authentication/common-passwords.ts'
import { checkPassword, hashNewPassword } from '#server/domain/authentication/password.ts'
import { isCurrentArgon2, verifyArgon2 } from '#server/infra/argon2.ts'

// The real hashing, with its calls counted: a time would depend on how busy the machine is.
vi.mock('#server/infra/argon2.ts', async (original) => {
  const real = await original<typeof import('#server/infra/argon2.ts')>()
  return { ...real, verifyArgon2: vi.fn(real.verifyArgon2) }
})
const verify = vi.mocked(verifyArgon2)

const PARAMETERS = '$argon2id$v=19$m=19456,t=2,p=1$'

describe('passwords', () => {
  it('[R-009] [S-3] are hashed with argon2id, 19 MiB, two passes, one lane, each with its own salt', async () => {
    const [first, second] = await Promise.all([hashNewPassword('fourteen tables', 'password'), hashNewPassword('fourteen tables', 'password')])
    expect(first.startsWith(PARAMETERS)).toBe(true)
    expect(first).not.toBe(second)
    expect(await checkPassword('fourteen tables', first)).toEqual({ matches: true, outdated: false })
    expect(await checkPassword('thirteen tables', first)).toEqual({ matches: false, outdated: false })
  })

  it('[R-009] [S-3] of imported accounts (bcrypt) are understood and called outdated', async () => {
    const imported = hashSync('an old friend', 4)
    expect(await checkPassword('an old friend', imported)).toEqual({ matches: true, outdated: true })
    expect(await checkPassword('a new friend', imported)).toMatchObject({ matches: false })
  })

  it('[S-3] with another cost are verified with that cost and called outdated', async () => {
    // RFC 9106's parameters would take 2 GiB; a smaller hash made elsewhere shows the same.
    const cheap = await hashWithCost('harbor lights')
    expect(await checkPassword('harbor lights', cheap)).toEqual({ matches: true, outdated: true })
  })

  it.each(['', 'fourteen tables', '$argon2id$v=19$m=19456,t=2,p=1$short$short', '$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRz$aGFzaGhhc2hoYXNoaGFzaGhhc2g'])('are matched by nothing that is no hash of ours: %j', async (hash) => {
    expect([await verifyArgon2('fourteen tables', hash), isCurrentArgon2(hash)]).toEqual([false, false])
  })

  it('[S-1] are never cut: two that are alike for 72 bytes differ', async () => {
    const long = 'a'.repeat(72)
    const hash = await hashNewPassword(`${long}b`, 'password')
    expect(await checkPassword(`${long}c`, hash)).toMatchObject({ matches: false })
    expect(await checkPassword(`${long}b`, hash)).toMatchObject({ matches: true })
  })

  it.each([
    ['7 characters', 'a'.repeat(7), false],
    ['8 characters', 'a'.repeat(8), true],
    ['64 characters', 'a'.repeat(64), true],
    ['200 characters', 'a'.repeat(200), true],
    ['1,024 bytes', 'é'.repeat(512), true],
    ['more than 1,024 bytes', 'é'.repeat(513), false],
    ['only blanks and emoji', '    🐙🐙🐙🐙', true],
  ])('[S-1] [S-2] length alone decides: %s', (_, password, accepted) => {
    expect(newPassword.safeParse(password).success).toBe(accepted)
  })

  it('[S-2] among the most common ones are refused, in any case of letters', async () => {
    expect(commonPasswords.size).toBeGreaterThanOrEqual(3_000)
    expect([...commonPasswords].filter(password => password.length < 8 || password !== password.toLowerCase())).toEqual([])
    for (const password of ['password', 'PassWord1', 'qwertyuiop', '12345678', 'iloveyou1', 'letmein123', 'passwort123']) {
      await expect(hashNewPassword(password, 'newPassword'), password)
        .rejects.toMatchObject({ code: 'invalid', details: { fields: [{ field: 'newPassword', rule: 'too_common' }] } })
    }
  })

  it('[S-5] an unknown account costs one hash of today, like a wrong password', async () => {
    const hash = await hashNewPassword('fourteen tables', 'password')
    for (const stored of [undefined, null, hash]) {
      verify.mockClear()
      await expect(checkPassword('a guess', stored)).resolves.toMatchObject({ matches: false })
      expect(verify.mock.calls).toEqual([['a guess', expect.stringContaining(PARAMETERS)]])
    }
  })
})

async function hashWithCost(password: string): Promise<string> {
  const { argon2Sync, randomBytes } = await import('node:crypto')
  const nonce = randomBytes(16)
  const tag = argon2Sync('argon2id', { message: password, nonce, memory: 1_024, passes: 3, parallelism: 1, tagLength: 32 })
  const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=1024,t=3,p=1$${text(nonce)}$${text(Buffer.from(tag))}`
}
