/**
 * Seconds that an access token lives. Every request looks its session up anyway; short, because
 * what only checks the signature (the hot path) trusts the claims for that long.
 */
export const ACCESS_TOKEN_SECONDS = 15 * 60

/** Seconds without use after which a session ends (ASVS 7.3.1), and its length at most (7.3.2). */
export const SESSION_IDLE_SECONDS = 30 * 24 * 3_600
export const SESSION_ABSOLUTE_SECONDS = 180 * 24 * 3_600

/**
 * Seconds in which a used refresh token is taken for a second tab or a lost answer rather than for
 * theft. It then buys an access token and the refresh token that replaced it, never another one.
 */
export const REFRESH_GRACE_SECONDS = 30

/** Seconds that a link from an e-mail works. A reset link opens the account, so it is short. */
export const VERIFY_EMAIL_SECONDS = 24 * 3_600
export const RESET_PASSWORD_SECONDS = 3_600
