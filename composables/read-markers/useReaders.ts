import type { Conversation, Message, Reader } from '#shared/types.ts'

/** Who has read a message and who has not, kept up to date while markers of the conversation move. */
export function useReaders(message: () => Message, conversation: () => Conversation) {
  const { request } = useApi()
  const { failure, attempt } = useAttempt()
  const people = shallowRef<Reader[]>()
  let asked = 0

  const load = () => attempt(async () => {
    const turn = asked += 1
    const answer = await request('listReaders', { params: { messageId: message().id } })
    // Of two answers the later question counts.
    if (turn === asked) people.value = answer
  })
  const markers = () => conversation().participants.map(({ user, lastReadSeq }) => `${user.id}:${lastReadSeq}`).join()
  watch([() => message().id, markers], load, { immediate: true })

  return {
    readers: computed(() => people.value?.filter(({ read }) => read)),
    waiting: computed(() => people.value?.filter(({ read }) => !read) ?? []),
    failure,
  }
}
