import type { Conversation, ParticipantRole } from '#shared/types.ts'

/** What is done with the people of a group. Each verb resolves to whether it worked; `failure` says why it did not. */
export function useParticipants(conversationId: string) {
  const store = useMessagingStore()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()
  const params = { conversationId }

  const change = (command: () => Promise<Conversation>) => attempt(async () => store.applyHead(await command()))

  return {
    busy,
    failure,
    add: (userIds: string[]) => change(() => request('addParticipants', { params, body: { userIds } })),
    setRole: (userId: string, role: ParticipantRole) => change(() => request('updateParticipant', { params: { ...params, userId }, body: { role } })),
    handOver: (userId: string) => change(() => request('handOver', { params, body: { userId } })),
    /** The screen changes with the event, as on every other device. */
    remove: (userId: string) => attempt(() => request('removeParticipant', { params: { ...params, userId } })),
  }
}
