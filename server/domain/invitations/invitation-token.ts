import { errors, jwtVerify, SignJWT } from 'jose'
import type { Invitation } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { SIGNING_ALGORITHM, signingKey } from '#server/domain/authentication/signing-key.ts'

/** Distinguishes invitations from our other tokens (RFC 7519 4.1.3). */
const AUDIENCE = 'invitation'

/**
 * Signs an invitation. A row always gives the same token, so that the link can be shown again without
 * being stored. The row, not the token, decides whether the invitation is still usable.
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
 * Verifies an invitation token and returns the id of its invitation.
 * @throws AppError `invitation_invalid` for a forged token or one of another kind, `invitation_expired`
 */
export async function verifyInvitation(token: string): Promise<string> {
  try {
    const { payload: { jti } } = await jwtVerify(token, await signingKey(), { algorithms: [SIGNING_ALGORITHM], audience: AUDIENCE, requiredClaims: ['jti', 'exp'] })
    return jti ?? ''
  }
  catch (error) {
    // The signature is checked before the time, so an expired token was signed by us.
    if (error instanceof errors.JWTExpired) throw new AppError('invitation_expired')
    if (error instanceof errors.JOSEError) throw new AppError('invitation_invalid')
    throw error
  }
}

/**
 * The path of the invitation page. The token is in the fragment, which browsers do not send: it
 * appears in no log of a server or proxy.
 */
export async function invitationPath(invitation: Invitation): Promise<string> {
  return `/invite#${await signInvitation(invitation)}`
}
