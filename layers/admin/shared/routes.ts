/** The layer's operations, as `shared/routes.ts` has the root's. No zod: the browser reads it. */
export const adminRoutes = {
  readOverview: ['GET', '/api/v1/admin/overview'],
  listAllConversations: ['GET', '/api/v1/admin/conversations'],
} as const
