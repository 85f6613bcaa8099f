import { PARTICIPANTS_ADD_MAX } from '#shared/limits.ts'
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
    /** However many: the server takes some at once. After a failure those who are in already stay in. */
    add: (userIds: readonly string[]) => attempt(async () => {
      for (let first = 0; first < userIds.length; first += PARTICIPANTS_ADD_MAX) {
        const body = { userIds: userIds.slice(first, first + PARTICIPANTS_ADD_MAX) }
        store.applyHead(await request('addParticipants', { params, body }))
      }
    }),
    setRole: (userId: string, role: ParticipantRole) => change(() => request('updateParticipant', { params: { ...params, userId }, body: { role } })),
    transferOwnership: (userId: string) => change(() => request('transferOwnership', { params, body: { userId } })),
    /** The screen changes with the event, as on every other device. */
    remove: (userId: string) => attempt(() => request('removeParticipant', { params: { ...params, userId } })),
  }
}
