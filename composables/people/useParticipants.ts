import { PARTICIPANTS_ADD_MAX } from '#shared/limits.ts'
import type { Conversation, ParticipantRole } from '#shared/types.ts'

/** Actions on the participants of a group. Each resolves to whether it worked; `failure` says why not. */
export function useParticipants(conversationId: string) {
  const store = useConversationsStore()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()
  const params = { conversationId }

  const change = (command: () => Promise<Conversation>) => attempt(async () => store.applyHead(await command()))

  return {
    busy,
    failure,
    /** Any number, in batches that the server accepts. After a failure, those already added stay. */
    add: (userIds: readonly string[]) => attempt(async () => {
      for (let first = 0; first < userIds.length; first += PARTICIPANTS_ADD_MAX) {
        const body = { userIds: userIds.slice(first, first + PARTICIPANTS_ADD_MAX) }
        store.applyHead(await request('addParticipants', { params, body }))
      }
    }),
    setRole: (userId: string, role: ParticipantRole) => change(() => request('updateParticipant', { params: { ...params, userId }, body: { role } })),
    transferOwnership: (userId: string) => change(() => request('transferOwnership', { params, body: { userId } })),
    /** The event updates the screen, as on all devices. */
    remove: (userId: string) => attempt(() => request('removeParticipant', { params: { ...params, userId } })),
  }
}
