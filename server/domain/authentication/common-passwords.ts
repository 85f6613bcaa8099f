import list from './common-passwords.json' with { type: 'json' }

/**
 * About 3,000 passwords that attackers guess first, in lower case, of eight characters or more (shorter
 * ones are refused by their length). The list was put together for Parley: well-known passwords, dates,
 * and everyday words and names with common endings. It follows published rankings of leaked passwords
 * but copies none.
 */
export const commonPasswords: ReadonlySet<string> = new Set(list)
