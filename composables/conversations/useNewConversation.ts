import { v7 as uuidv7 } from 'uuid'
import type { ApiInput } from '#shared/api-types.ts'

type Creation = ApiInput<'createConversation'>['body']

/**
 * Creates a conversation, or finds the one that exists, and goes there. Each verb resolves to
 * whether it worked; `failure` says why it did not.
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
    /** `id` is made once a form (`newGroupId`), so that a second press creates nothing twice. */
    createGroup: (group: { id: string, projectId: string, title: string, userIds: string[] }) => create({ type: 'group', ...group }),
    newGroupId: () => uuidv7(),
  }
}
