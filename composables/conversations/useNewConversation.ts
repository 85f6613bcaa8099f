import { v7 as uuidv7 } from 'uuid'
import type { ApiInput } from '#shared/api-types.ts'

type Creation = ApiInput<'createConversation'>['body']

/**
 * Creates a conversation, or finds the existing one, and opens it. Each function resolves to whether it
 * succeeded; `failure` has the reason if not.
 */
export function useNewConversation() {
  const store = useConversationsStore()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()

  const create = (body: Creation) => attempt(async () => {
    const head = await request('createConversation', { body })
    store.applyHead(head)
    await navigateTo(`/c/${head.id}`)
  })

  return {
    busy,
    failure,
    openNotes: () => create({ type: 'self' }),
    openDirect: (userId: string) => create({ type: 'direct', userId }),
    /** Each form has one `id` (`newGroupId`), so that a second click creates no second group. */
    createGroup: (group: { id: string, projectId: string, title: string, userIds: string[] }) => create({ type: 'group', ...group }),
    newGroupId: () => uuidv7(),
  }
}
