import type { Conversation } from '#shared/types.ts'
import { readFailure } from '#client/api/failure.ts'

/**
 * Commands on a whole conversation. Each resolves to whether it succeeded; `failure` has the reason if
 * not. The screen changes with the server's response.
 */
export function useConversationActions(conversationId: string) {
  const store = useConversationsStore()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()

  const update = (body: { status?: Conversation['status'], title?: string }) => attempt(async () => {
    store.applyHead(await request('updateConversation', { params: { conversationId }, body }))
  })

  let isLeaving = false

  async function goOut(): Promise<void> {
    if (!isLeaving) return
    isLeaving = false
    await navigateTo('/c')
  }

  // The event may arrive before the response, and the response may be lost.
  watch(() => store.conversations[conversationId], conversation => conversation ?? goOut(), { flush: 'sync' })

  return {
    busy,
    failure,
    archive: () => update({ status: 'archived' }),
    reopen: () => update({ status: 'active' }),
    rename: (title: string) => update({ title }),
    leave: () => attempt(async () => {
      isLeaving = true
      await request('leaveConversation', { params: { conversationId } }).catch((error: unknown) => {
        isLeaving = readFailure(error).code === 'network'
        throw error
      })
      await goOut()
      store.applyGone(conversationId)
    }),
  }
}
