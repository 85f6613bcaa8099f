import { MESSAGE_MAX_LENGTH, POLL_OPTIONS_MIN } from '#shared/limits.ts'
import type { NewPoll } from '#shared/types.ts'
import { hasVisibleCharacter } from '#shared/visible-text.ts'

/** How long a poll stays open, in hours. 0 means until someone closes it. */
const lengths = [
  { hours: 0, text: 'polls.create.never' },
  { hours: 1, text: 'polls.create.hour' },
  { hours: 24, text: 'polls.create.day' },
  { hours: 72, text: 'polls.create.days' },
  { hours: 168, text: 'polls.create.week' },
]

/** The draft of a poll. Empty options are left out. */
export function usePollDraft(question: string) {
  let lastKey = 0
  const emptyOption = () => ({ key: lastKey++, text: '' })
  const draft = reactive({
    question,
    options: Array.from({ length: POLL_OPTIONS_MIN }, emptyOption),
    multiple: false,
    anonymous: false,
    hours: 0,
  })

  const texts = computed(() => draft.options.map(({ text }) => text.trim()).filter(hasVisibleCharacter))
  const isSame = computed(() => new Set(texts.value).size < texts.value.length)
  const complete = computed(() => hasVisibleCharacter(draft.question) && draft.question.length <= MESSAGE_MAX_LENGTH
    && texts.value.length >= POLL_OPTIONS_MIN && !isSame.value)

  function made(): NewPoll {
    const { multiple, anonymous, hours } = draft
    const closesAt = hours === 0 ? null : new Date(Date.now() + hours * 3_600_000).toISOString()
    return { multiple, anonymous, closesAt, options: [...texts.value] }
  }

  return {
    draft,
    lengths,
    isSame,
    complete,
    add: () => void draft.options.push(emptyOption()),
    remove: (index: number) => void draft.options.splice(index, 1),
    made,
  }
}
