/**
 * Lifetime of an access token in seconds. It is short because the hot path checks only the signature.
 * All other requests also look up the session.
 */
export const ACCESS_TOKEN_SECONDS = 15 * 60

/** Idle time in seconds after which a session ends (ASVS 7.3.1), and its maximum lifetime (7.3.2). */
export const SESSION_IDLE_SECONDS = 30 * 24 * 3_600
export const SESSION_ABSOLUTE_SECONDS = 180 * 24 * 3_600

/**
 * Seconds in which reuse of a refresh token counts as a second tab or a lost response, not as theft.
 * Reuse then returns the same successor token, never another one.
 */
export const REFRESH_GRACE_SECONDS = 30

/** Lifetime of mailed links in seconds. A reset link gives access to the account, so it is short. */
export const VERIFY_EMAIL_SECONDS = 24 * 3_600
export const RESET_PASSWORD_SECONDS = 3_600
