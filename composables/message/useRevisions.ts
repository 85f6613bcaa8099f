import type { Message } from '#shared/types.ts'

/** A text of a message, when it was written, and the one before it. */
export interface MessageText {
  version: number
  body: string
  before: string | undefined
  at: string
}

/** All texts of a message, the latest first. */
export function useRevisions(message: () => Message) {
  const { request } = useApi()
  const texts = shallowRef<MessageText[]>()
  const { failure, attempt } = useAttempt()
  let asked = 0

  const load = () => attempt(async () => {
    const turn = asked += 1
    const earlier = await request('listRevisions', { params: { messageId: message().id } })
    // The answer to an earlier question lacks the text that was the current one then.
    if (turn !== asked) return
    const { version, body, createdAt, editedAt } = message()
    const all = [...earlier.filter(revision => revision.version < version), { version, body, createdAt: editedAt ?? createdAt }]
    texts.value = all.map((text, index) => ({ version: text.version, body: text.body, at: text.createdAt, before: all[index - 1]?.body })).reverse()
  })
  // An edit that comes while one reads is part of the story.
  watch(() => message().version, load, { immediate: true })

  return { texts, failure, load }
}
