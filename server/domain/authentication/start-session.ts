import { v7 as uuidv7 } from 'uuid'
import { database } from '#server/infra/postgres/database.ts'
import { signAccessToken } from './access-token.ts'
import { ACCESS_TOKEN_SECONDS, SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS } from './lifetimes.ts'
import { createSecret } from './secret.ts'

/** The credentials of a signed-in client. */
export interface Tokens {
  userId: string
  sessionId: string
  accessToken: string
  /** Absent when a used refresh token was reused within the grace period and its successor was used too. */
  refreshToken: string | undefined
  /** Seconds until the access token expires. */
  expiresIn: number
}

/** Stored characters of a User-Agent: enough to distinguish devices in the list of sessions. */
const USER_AGENT_LENGTH = 300

/** Starts a session for a user who has just authenticated. */
export async function startSession({ userId, userAgent, address }: { userId: string, userAgent: string, address: string }): Promise<Tokens> {
  const sessionId = uuidv7()
  const { secret, hash } = createSecret()
  await database().session.create({
    data: {
      id: sessionId,
      userId,
      userAgent: sanitize(userAgent),
      address,
      expiresAt: inSeconds(SESSION_ABSOLUTE_SECONDS),
      refreshTokens: { create: { tokenHash: hash, expiresAt: inSeconds(SESSION_IDLE_SECONDS) } },
    },
  })
  return { userId, sessionId, accessToken: await signAccessToken({ userId, sessionId }), refreshToken: secret, expiresIn: ACCESS_TOKEN_SECONDS }
}

/** Removes control and format characters: a header may contain almost any byte (RFC 9110, 5.5). */
function sanitize(userAgent: string): string {
  return userAgent.replaceAll(/\p{C}/gu, '').slice(0, USER_AGENT_LENGTH).toWellFormed()
}

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1_000)
}
