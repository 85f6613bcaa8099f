import { v7 as uuidv7 } from 'uuid'
import { database } from '#server/infra/postgres/database.ts'
import { signAccessToken } from './access-token.ts'
import { ACCESS_TOKEN_SECONDS, SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS } from './lifetimes.ts'
import { createSecret } from './secret.ts'

/** What a signed-in device holds. */
export interface Tokens {
  userId: string
  sessionId: string
  accessToken: string
  /** Absent when a used refresh token was presented again within its grace, and its successor was used, too. */
  refreshToken: string | undefined
  /** Seconds until the access token ends. */
  expiresIn: number
}

/** Characters of a user agent that are kept: enough to tell devices apart in the list of sessions. */
const USER_AGENT_LENGTH = 300

/** Opens a session for a person who has just proved who they are. */
export async function startSession({ userId, userAgent, address }: { userId: string, userAgent: string, address: string }): Promise<Tokens> {
  const sessionId = uuidv7()
  const { secret, hash } = createSecret()
  await database().session.create({
    data: {
      id: sessionId,
      userId,
      userAgent: readable(userAgent),
      address,
      expiresAt: inSeconds(SESSION_ABSOLUTE_SECONDS),
      refreshTokens: { create: { tokenHash: hash, expiresAt: inSeconds(SESSION_IDLE_SECONDS) } },
    },
  })
  return { userId, sessionId, accessToken: await signAccessToken({ userId, sessionId }), refreshToken: secret, expiresIn: ACCESS_TOKEN_SECONDS }
}

/** Without control and format characters: a header may contain almost any byte (RFC 9110, 5.5). */
function readable(userAgent: string): string {
  return userAgent.replaceAll(/\p{C}/gu, '').slice(0, USER_AGENT_LENGTH).toWellFormed()
}

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1_000)
}
