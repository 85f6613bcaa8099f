/** The operations of the layer, like `shared/routes.ts` for the root. Without zod, because the browser loads it. */
export const adminRoutes = {
  readOverview: ['GET', '/api/v1/admin/overview'],
  listAllConversations: ['GET', '/api/v1/admin/conversations'],
} as const
