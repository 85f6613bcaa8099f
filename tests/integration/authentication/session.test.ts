import { describe, expect } from 'vitest'
import { authenticateCredential, loadActor } from '#server/domain/authentication/authenticate.ts'
import { verifyAccessToken } from '#server/domain/authentication/access-token.ts'
import { listSessions } from '#server/domain/authentication/list-sessions.ts'
import { login } from '#server/domain/authentication/login.ts'
import { logout } from '#server/domain/authentication/logout.ts'
import { refreshSession } from '#server/domain/authentication/refresh-session.ts'
import { revokeOtherSessions } from '#server/domain/authentication/revoke-other-sessions.ts'
import { revokeSession } from '#server/domain/authentication/revoke-session.ts'
import { database } from '#server/infra/postgres/database.ts'
import { rateLimiters } from '#server/infra/rate-limiters.ts'
import type { Tokens } from '#server/domain/authentication/start-session.ts'
import { createPeople } from '../../../prisma/factories/people.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const password = 'fourteen tables'
const address = '203.0.113.7'
const stories = {
  maya: { name: 'Maya Lindqvist', email: 'maya@lume.example' },
  sam: { name: 'Sam Berger', email: 'sam@harbor.example' },
} as const

async function signIn(email: string = stories.maya.email): Promise<Tokens> {
  const { tokens } = await login({ email, password, userAgent: 'Firefox on a laptop', address })
  return tokens
}

function refresh(tokens: Tokens) {
  return refreshSession({ refreshToken: tokens.refreshToken ?? '', address })
}

async function actorOf({ userId, sessionId }: Tokens) {
  const actor = await loadActor({ userId, sessionId }, { address, requestId: 'test' })
  if (!actor) throw new Error('No actor')
  return actor
}

const it = accountTest
  .extend('maya', { scope: 'file', auto: true }, async () => {
    const people = await createPeople(database(), stories, { password })
    return people.maya.id
  })
  /** Sets when a token was used, as if that time had passed. */
  .extend('ageUse', ({ domain }) => async (seconds: number): Promise<void> => {
    await domain.database.query(`UPDATE refresh_tokens SET used_at = used_at - make_interval(secs => $1)`, [seconds])
  })
  /** Number of unused refresh tokens of the session. */
  .extend('liveTokens', ({ domain }) => async ({ sessionId }: Tokens): Promise<number> => {
    const rows = await domain.database.query('SELECT FROM refresh_tokens WHERE session_id = $1 AND used_at IS NULL AND expires_at > now()', [sessionId])
    return rows.length
  })

describe('sessions', () => {
  it('[S-38] have a limit of renewals and sign-outs per user; a refused call does not use up the token', async ({ maya, liveTokens }) => {
    const tokens = await signIn()
    await rateLimiters().session.penalty(maya, 100_000)
    await expect(refresh(tokens)).rejects.toMatchObject({ code: 'too_many_requests' })
    await expect(logout({ accessToken: tokens.accessToken, refreshToken: undefined, address })).rejects.toMatchObject({ code: 'too_many_requests' })
    await rateLimiters().session.delete(maya)
    expect(await liveTokens(tokens)).toBe(1)
    await expect(refresh(tokens)).resolves.toMatchObject({ sessionId: tokens.sessionId })
  })

  it('[R-002] [S-9] sign-in starts one; the database stores only hashes', async ({ domain, maya }) => {
    const tokens = await signIn()
    expect(await authenticateCredential({ authorization: `Bearer ${tokens.accessToken}` })).toEqual({ userId: maya, sessionId: tokens.sessionId, platformRole: 'member' })
    expect(tokens.refreshToken).toMatch(/^[\w-]{43}$/)
    const stored = JSON.stringify(await domain.database.query('SELECT token_hash::text, s.* FROM refresh_tokens JOIN sessions s ON s.id = session_id'))
    expect(stored).not.toContain(tokens.refreshToken)
    expect(stored).not.toContain(tokens.accessToken)
  })

  it('[R-002] [R-011] a wrong password, an unknown address and a closed account give the same error', async ({ domain }) => {
    await createPeople(database(), { gone: { name: 'Gone', email: 'gone@lume.example' } }, { password, createdAt: new Date(0) })
    await domain.database.query(`UPDATE users SET deactivated_at = now() WHERE email = 'gone@lume.example'`)
    const attempts = [
      { email: stories.maya.email, password: 'fifteen tables' },
      { email: 'nobody@lume.example', password },
      { email: 'gone@lume.example', password },
    ]
    for (const attempt of attempts) {
      await expect(login({ ...attempt, userAgent: '', address }), attempt.email).rejects.toMatchObject({ code: 'wrong_credentials', details: undefined })
    }
  })

  it('[R-008] each refresh token works once and is replaced', async ({ maya }) => {
    const first = await signIn()
    const second = await refresh(first)
    expect(second).toMatchObject({ sessionId: first.sessionId, userId: maya })
    expect(second.refreshToken).not.toBe(first.refreshToken)
    const third = await refresh(second)
    expect(await verifyAccessToken(third.accessToken)).toEqual({ userId: maya, sessionId: first.sessionId })
  })

  it('[R-008] ten simultaneous tabs get the same refresh token', async ({ liveTokens }) => {
    const tokens = await signIn()
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(tokens)))
    expect(new Set(answers.map(answer => answer.refreshToken)).size).toBe(1)
    expect(answers.every(answer => answer.sessionId === tokens.sessionId)).toBe(true)
    expect(await liveTokens(tokens)).toBe(1)
  })

  it('[R-008] [R-086] a device that missed the response retries and stays signed in', async ({ ageUse, liveTokens }) => {
    const first = await signIn()
    const lost = await refresh(first)
    await ageUse(29)
    const repeated = await refresh(first)
    expect(repeated.refreshToken).toBe(lost.refreshToken)
    expect(await liveTokens(first)).toBe(1)
    await ageUse(3_600)
    const later = await refresh(repeated)
    expect(await authenticateCredential({ authorization: `Bearer ${later.accessToken}` })).toMatchObject({ sessionId: first.sessionId })
    expect(await liveTokens(first)).toBe(1)
  })

  it('[R-008] a slow tab within the grace period does not get a used token', async ({ maya, liveTokens }) => {
    const first = await signIn()
    await refresh(await refresh(first))
    const slow = await refresh(first)
    expect(slow.refreshToken).toBeUndefined()
    expect(await verifyAccessToken(slow.accessToken)).toEqual({ userId: maya, sessionId: first.sessionId })
    expect(await liveTokens(first)).toBe(1)
  })

  it('[R-008] later reuse of a token revokes the session', async ({ domain, ageUse }) => {
    const stolen = await signIn()
    const owner = await refresh(stolen)
    await ageUse(31)
    domain.published()
    await expect(refresh(stolen)).rejects.toMatchObject({ code: 'session_revoked' })
    await expect(refresh(owner)).rejects.toMatchObject({ code: 'session_revoked' })
    expect(await authenticateCredential({ authorization: `Bearer ${owner.accessToken}` })).toBeUndefined()
    expect(domain.published()).toEqual([{ name: 'session:revoked', to: { session: stolen.sessionId }, payload: { sessionId: stolen.sessionId, forget: false } }])
  })

  it('[S-10] end after 30 days without use and after 180 days in any case', async ({ domain }) => {
    const idle = await signIn()
    const { rows } = { rows: await domain.database.query<{ idle: number, absolute: number }>(`
      SELECT EXTRACT(EPOCH FROM t.expires_at - now())::int AS idle, EXTRACT(EPOCH FROM s.expires_at - now())::int AS absolute
      FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE s.id = $1`, [idle.sessionId]) }
    expect(rows[0]?.idle).toBeCloseTo(30 * 86_400, -3)
    expect(rows[0]?.absolute).toBeCloseTo(180 * 86_400, -3)

    await domain.database.query('UPDATE refresh_tokens SET expires_at = now() WHERE session_id = $1', [idle.sessionId])
    await expect(refresh(idle)).rejects.toMatchObject({ code: 'unauthenticated' })

    const old = await signIn()
    await domain.database.query('UPDATE sessions SET expires_at = now() WHERE id = $1', [old.sessionId])
    await expect(refresh(old)).rejects.toMatchObject({ code: 'session_revoked' })
    expect(await authenticateCredential({ authorization: `Bearer ${old.accessToken}` })).toBeUndefined()
  })

  it('[R-002] [S-10] signing out ends the session at once, also with the refresh token alone', async ({ domain }) => {
    const tokens = await signIn()
    domain.published()
    await logout({ accessToken: undefined, refreshToken: tokens.refreshToken, address })
    await logout({ accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, address })
    expect(domain.published()).toHaveLength(1)
    expect(await authenticateCredential({ authorization: `Bearer ${tokens.accessToken}` })).toBeUndefined()
    await expect(refresh(tokens)).rejects.toMatchObject({ code: 'session_revoked' })
    await expect(logout({ accessToken: 'nonsense', refreshToken: undefined, address })).resolves.toBeUndefined()
  })

  it('[S-11] [R-017] a closed account has no active session', async ({ domain }) => {
    const tokens = await signIn(stories.sam.email)
    await domain.database.query(`UPDATE users SET deactivated_at = now() WHERE email = $1`, [stories.sam.email])
    expect(await authenticateCredential({ authorization: `Bearer ${tokens.accessToken}` })).toBeUndefined()
    await expect(refresh(tokens)).rejects.toMatchObject({ code: 'session_revoked' })
  })

  it('[E-15] [S-11] are listed and can be ended one by one or all at once', async ({ domain }) => {
    await domain.database.query('UPDATE sessions SET revoked_at = now()')
    const [laptop, phone, tablet] = [await signIn(), await signIn(), await signIn()]
    const actor = await actorOf(laptop)
    const listed = await listSessions({ actor })
    expect(listed.map(session => session.id).sort()).toEqual([laptop, phone, tablet].map(tokens => tokens.sessionId).sort())
    expect(listed.filter(session => session.current).map(session => session.id)).toEqual([laptop.sessionId])
    expect(listed[0]).toMatchObject({ userAgent: 'Firefox on a laptop', address })

    await revokeSession({ actor, sessionId: phone.sessionId })
    expect(await authenticateCredential({ authorization: `Bearer ${phone.accessToken}` })).toBeUndefined()
    await revokeOtherSessions({ actor })
    expect(await listSessions({ actor })).toHaveLength(1)
    await expect(revokeSession({ actor, sessionId: tablet.sessionId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[S-16] the session of another user is not found', async ({ domain }) => {
    await domain.database.query('UPDATE users SET deactivated_at = NULL')
    const [mine, theirs] = [await signIn(), await signIn(stories.sam.email)]
    await expect(revokeSession({ actor: await actorOf(mine), sessionId: theirs.sessionId })).rejects.toMatchObject({ code: 'not_found' })
    expect(await authenticateCredential({ authorization: `Bearer ${theirs.accessToken}` })).toBeDefined()
  })

  it('[S-40] sign-in, failure, reuse and sign-out are in the audit log, without passwords', async ({ domain }) => {
    const events = await domain.database.query<{ action: string, address: string }>('SELECT * FROM audit_events')
    const actions = new Set(events.map(event => event.action))
    expect([...actions].sort()).toEqual(expect.arrayContaining(['session.ended', 'session.failed', 'session.refresh_token_reused', 'session.revoked', 'session.started']))
    expect(events.every(event => event.address === address)).toBe(true)
    expect(JSON.stringify(events)).not.toMatch(/tables|lume\.example/)
  })
})
