import { v7 as uuidv7 } from 'uuid'
import type { ApiInput } from '#shared/api-types.ts'
import type { Failure } from './error-text.ts'

type Creation = NonNullable<ApiInput<'createConversation'>['body']>

/**
 * Creates a conversation, or finds the one that exists, and goes there. Resolves to whether it
 * worked; `failure` says why it did not.
 */
export function useNewConversation() {
  const store = useMessagingStore()
  const { request } = useApi()
  const busy = ref(false)
  const failure = ref<Failure>()

  async function create(body: Creation): Promise<boolean> {
    busy.value = true
    failure.value = undefined
    try {
      const head = await request('createConversation', { body })
      store.applyHead(head)
      await navigateTo(`/c/${head.id}`)
      return true
    }
    catch (error) {
      failure.value = readFailure(error)
      return false
    }
    finally {
      busy.value = false
    }
  }

  return {
    busy: readonly(busy),
    failure: readonly(failure),
    openNotes: () => create({ type: 'self' }),
    openDirect: (userId: string) => create({ type: 'direct', userId }),
    /** `id` is made by the caller once a form, so that a second press creates nothing twice. */
    createGroup: (group: { id: string, projectId: string, title: string, userIds: string[] }) => create({ type: 'group', ...group }),
    newGroupId: () => uuidv7(),
  }
}
