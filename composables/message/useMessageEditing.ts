import type { Message } from '#shared/types.ts'
import type { Failure } from '#client/api/failure.ts'
import { isOwnText } from './messageAbilities'
import { pickedIn, toNames, toTokens } from './text/mention-text'
import type { DraftKey } from '#client/drafts/draft-key.ts'
import type { Mentions } from '../composer/useMentions'
import { readFailure } from '#client/api/failure.ts'

/** An edit that the server refused because the message had changed. The texts are as displayed, `mineStored` as it is stored. */
interface Conflict {
  mine: string
  theirs: string
  mineStored: string
  /** The message as the server has it. */
  current: Message
}

/** The message being edited. `version` and `before` are those at the start; `before` is the stored text, `text` the displayed one. */
interface Editing {
  id: string
  version: number
  before: string
  text: string
}

/** An edit that the server refused. It returns to the composer with this draft key, when the user opens it again. */
interface Refused {
  me: string
  draftKey: DraftKey
  target: Editing
  body: string
  why: Failure
}

interface EditingOptions {
  draftKey: DraftKey
  /** Messages whose text the arrow-up key can edit, the latest last. */
  messages: () => readonly Message[]
  /** False while nothing can be changed here. */
  isOpen: () => boolean
  mentions: Mentions
  /** The text of the composer while nothing is edited. Editing does not change it. */
  draft: Ref<string>
  focus: () => void
}

/**
 * Edits messages in the composer. The new text is shown before the server confirms it. A refused
 * text returns to the composer with the reason. After a conflict the user chooses between both texts.
 */
export function useMessageEditing({ draftKey, messages, isOpen, mentions, draft, focus }: EditingOptions) {
  const store = useConversationsStore()
  const commands = useMessageCommands()
  const { state: connection } = useConnection()

  const editing = ref<Editing>()
  const failure = ref<Failure>()
  const conflict = ref<Conflict>()
  /** True while an edit is being saved. It may return to the composer, so no other edit starts. */
  const saving = ref(false)
  const refused = useState<Refused[]>('refused-edits', () => [])

  const displayed = (body: string) => toNames(body, mentions.nameOf)

  const text = computed({
    get: () => editing.value?.text ?? draft.value,
    set: (value) => {
      if (editing.value) editing.value.text = value
      else draft.value = value
    },
  })

  function open(next: Editing, why?: Failure): void {
    editing.value = next
    failure.value = why
    void nextTick(focus)
  }

  function edit({ id, version, body }: Pick<Message, 'id' | 'version' | 'body'>): void {
    if (!saving.value) open({ id, version, before: body, text: displayed(body) })
  }

  function editLast(): void {
    const last = messages().findLast(message => message.authorId === store.me && message.deletedAt === null && isOwnText(message))
    if (last && !editing.value && isOpen()) edit(last)
  }

  function cancel(): void {
    failure.value = undefined
    editing.value = undefined
    void nextTick(focus)
  }

  /** Saves `body`, which has mentions as they are stored. While offline the edit stays open and shows why. */
  async function save(body: string): Promise<void> {
    const target = editing.value
    if (!target) return
    if (body === target.before) return cancel()
    if (connection.value === 'offline') return open({ ...target, text: displayed(body) }, { code: 'network' })
    const { me } = store
    saving.value = true
    cancel()
    await commands.edit(target, body).catch((error: unknown) => void refused.value.push({ me, draftKey, target, body, why: readFailure(error) }))
    saving.value = false
  }

  /** A refused edit of this composer, while nothing else is edited. */
  const returning = () => editing.value || conflict.value || saving.value
    ? undefined
    : refused.value.find(one => one.draftKey === draftKey && one.me === store.me)

  watch(returning, (one) => {
    if (!one) return
    reopen(one)
    refused.value = refused.value.filter(other => other !== one)
  }, { immediate: true, flush: 'sync' })

  function reopen({ target, body, why }: Refused): void {
    const current = why.code === 'edit_conflict' ? why.details?.current : undefined
    if (!current) return open({ ...target, text: displayed(body) }, why)
    conflict.value = { mine: displayed(body), theirs: displayed(current.body), mineStored: body, current }
  }

  /** Ends a conflict and saves the chosen text. Without one, the user's own text is edited further. */
  async function resolve(chosen?: string): Promise<void> {
    if (!conflict.value) return
    const { mine, mineStored, current: { id, version, body } } = conflict.value
    open({ id, version, before: body, text: chosen ?? mine })
    conflict.value = undefined
    if (chosen !== undefined) await save(toTokens(chosen, mentions.choices.value, pickedIn(body + mineStored, mentions.nameOf)))
  }

  return { editing, failure, conflict, text, edit, editLast, cancel, save, resolve }
}
