import type { Envelope } from '#shared/api-types.ts'
import { adminRoutes } from '../shared/routes.ts'
import type { AdminConversation, AdminOverview } from '../shared/contracts.ts'

interface AdminAnswers {
  readOverview: AdminOverview
  listAllConversations: AdminConversation[]
}

/** Reads from the admin routes, with the person's own credential, on the server too. */
export function useAdminApi() {
  const fetch = useRequestFetch()

  async function read<Name extends keyof AdminAnswers>(operation: Name, query: Record<string, string | number | undefined> = {}): Promise<AdminAnswers[Name]> {
    const { data } = await fetch<Envelope<AdminAnswers[Name]>>(adminRoutes[operation][1], { query })
    return data
  }

  return { read }
}
