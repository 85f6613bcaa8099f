import type { Conversation } from '#shared/types.ts'
import type { Failure } from './error-text.ts'

/**
 * What a participant does with a conversation as a whole. Each verb resolves to whether it
 * worked; `failure` says why it did not. The screen changes with the server's answer.
 */
export function useConversationActions(conversationId: string) {
  const store = useMessagingStore()
  const { request } = useApi()
  const busy = ref(false)
  const failure = ref<Failure>()

  async function attempt(action: () => Promise<void>): Promise<boolean> {
    busy.value = true
    failure.value = undefined
    try {
      await action()
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

  const update = (body: { status?: Conversation['status'], title?: string }) => attempt(async () => {
    store.applyHead(await request('updateConversation', { params: { conversationId }, body }))
  })

  return {
    busy: readonly(busy),
    failure: readonly(failure),
    archive: () => update({ status: 'archived' }),
    reopen: () => update({ status: 'active' }),
    rename: (title: string) => update({ title }),
    leave: () => attempt(async () => {
      await request('leaveConversation', { params: { conversationId } })
      store.applyGone(conversationId)
      await navigateTo('/c')
    }),
  }
}
