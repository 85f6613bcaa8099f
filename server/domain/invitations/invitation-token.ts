import { errors, jwtVerify, SignJWT } from 'jose'
import type { Invitation } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { SIGNING_ALGORITHM, signingKey } from '#server/domain/authentication/signing-key.ts'

/** What keeps an invitation from being taken for any other token of ours (RFC 7519 4.1.3). */
const AUDIENCE = 'invitation'

/**
 * Signs an invitation. The same row always gives the same token, so that its link can be shown
 * again and is stored nowhere. Whether it still stands, its row says.
 */
export async function signInvitation({ id, projectRole, conversationRole, maxUses, createdAt, expiresAt }: Invitation): Promise<string> {
  return await new SignJWT({ projectRole, conversationRole, uses: maxUses })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM })
    .setAudience(AUDIENCE)
    .setJti(id)
    .setIssuedAt(createdAt)
    .setExpirationTime(expiresAt)
    .sign(await signingKey())
}

/**
 * The id of an invitation that we signed.
 * @throws AppError `invitation_invalid` for what was forged or is another kind of token, `invitation_expired`
 */
export async function verifyInvitation(token: string): Promise<string> {
  try {
    const { payload: { jti } } = await jwtVerify(token, await signingKey(), { algorithms: [SIGNING_ALGORITHM], audience: AUDIENCE, requiredClaims: ['jti', 'exp'] })
    return jti ?? ''
  }
  catch (error) {
    // The signature is checked before the time, so this one was ours.
    if (error instanceof errors.JWTExpired) throw new AppError('invitation_expired')
    if (error instanceof errors.JOSEError) throw new AppError('invitation_invalid')
    throw error
  }
}

/**
 * The page of an invitation. The token is its fragment, which browsers keep to themselves: it is in
 * the log of no server or proxy.
 */
export async function invitationPath(invitation: Invitation): Promise<string> {
  return `/invite#${await signInvitation(invitation)}`
}
