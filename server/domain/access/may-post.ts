/**
 * The permission `conversation:send` of `shared/permissions.ts` in SQL; a test compares the two. Only
 * groups have the setting, so the conversation type is not checked.
 * @param role SQL expression of the participant's role
 * @param settings SQL expression of the conversation's settings
 */
export function mayPostSql(role: string, settings: string): string {
  return `(${role} <> 'member' OR ${settings} ->> 'whoPosts' IS DISTINCT FROM 'admins')`
}
