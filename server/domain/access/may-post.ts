/**
 * The rule `conversation:send` of `shared/permissions.ts` for a participant, in SQL; a test compares the
 * two. Only groups have the setting, so the type of the conversation is not asked.
 * @param role expression of the participant's role
 * @param settings expression of the conversation's settings
 */
export function mayPostSql(role: string, settings: string): string {
  return `(${role} <> 'member' OR ${settings} ->> 'whoPosts' IS DISTINCT FROM 'admins')`
}
