import { Prisma } from '#generated/client.ts'
import type { Actor, Claims } from '#server/domain/access/actor.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'
import type { PlatformRole } from '#shared/types.ts'
import { verifyAccessToken } from './access-token.ts'
import type { CredentialHeaders } from './credential.ts'
import { readAccessToken } from './credential.ts'

/** A user with an active session. */
export interface Authenticated extends Claims {
  platformRole: PlatformRole
}

/** Loads the actor of verified claims, or `undefined` when the session or account has ended. One query. */
export async function loadActor(claims: Claims, origin: { address: string, requestId: string }): Promise<Actor | undefined> {
  const active = await loadActiveSession(claims)
  return active && { ...active, ...origin, permissionChecked: false }
}

/** Checks the credential of a socket handshake: signature, session and account. */
export async function authenticateCredential(headers: CredentialHeaders): Promise<Authenticated | undefined> {
  const token = readAccessToken(headers)
  const claims = token && await verifyAccessToken(token)
  return claims ? await loadActiveSession(claims) : undefined
}

async function loadActiveSession({ userId, sessionId }: Claims): Promise<Authenticated | undefined> {
  const [row] = await readPrepared<{ platformRole: PlatformRole }>(Prisma.sql`
    SELECT u.platform_role AS "platformRole"
    FROM sessions s
    JOIN users u ON u.id = s.user_id
    WHERE s.id = ${sessionId}::uuid AND s.user_id = ${userId}::uuid
      AND s.revoked_at IS NULL AND s.expires_at > now()
      AND u.deactivated_at IS NULL AND u.deleted_at IS NULL`)
  return row && { userId, sessionId, platformRole: row.platformRole }
}
