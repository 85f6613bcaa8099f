import type { Envelope } from '#shared/api-types.ts'
import { adminRoutes } from '../shared/routes.ts'
import type { AdminConversation, AdminOverview } from '../shared/contracts.ts'

interface AdminAnswers {
  readOverview: AdminOverview
  listAllConversations: AdminConversation[]
}

/** Calls the admin routes with the user's own session, also during server rendering. */
export function useAdminApi() {
  const fetch = useRequestFetch()

  async function read<Name extends keyof AdminAnswers>(operation: Name, query: Record<string, string | number | undefined> = {}): Promise<AdminAnswers[Name]> {
    const { data } = await fetch<Envelope<AdminAnswers[Name]>>(adminRoutes[operation][1], { query })
    return data
  }

  return { read }
}
