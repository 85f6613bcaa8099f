import type { Message } from '#shared/types.ts'
import type { Failure } from './error-text.ts'

/** The message in the composer: which one, as of which version, and what has become of its text. */
interface Editing {
  id: string
  version: number
  before: string
  text: string
}

interface EditingOptions {
  conversationId: string
  /** What the composer holds while nothing is edited; it waits untouched. */
  draft: Ref<string>
  focus: () => void
}

/**
 * Editing in the composer. The new text shows at once; when it is refused it is back in the
 * composer with the reason, and after a conflict both texts wait for a choice: nothing typed is lost.
 */
export function useMessageEditing({ conversationId, draft, focus }: EditingOptions) {
  const store = useMessagingStore()
  const commands = useMessageCommands()
  const { state: connection } = useConnection()

  const editing = ref<Editing>()
  const failure = ref<Failure>()
  const conflict = ref<{ mine: string, current: Message }>()
  /** True while an edit is under way: its text may come back, so the composer stays free for it. */
  const saving = ref(false)

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
    if (!saving.value) open({ id, version, before: body, text: body })
  }

  function editLast(): void {
    const last = store.segment(conversationId).findLast(({ authorId, deletedAt }) => authorId === store.me && deletedAt === null)
    if (last && !editing.value && store.conversations[conversationId]?.head.status === 'active') edit(last)
  }

  function cancel(): void {
    editing.value = undefined
    failure.value = undefined
    void nextTick(focus)
  }

  async function save(body: string): Promise<void> {
    const target = editing.value
    if (!target) return
    if (body === target.before) return cancel()
    if (connection.value === 'offline') return open({ ...target, text: body }, { code: 'network' })
    cancel()
    saving.value = true
    await commands.edit(target, body).catch((error: unknown) => takeBack(target, body, readFailure(error)))
    saving.value = false
  }

  function takeBack(target: Editing, body: string, why: Failure): void {
    const current = why.code === 'edit_conflict' ? why.details?.current : undefined
    if (!current) return open({ ...target, text: body }, why)
    store.applyMessage(current)
    conflict.value = { mine: body, current }
  }

  /** Ends a conflict with this text; without one the reader's own is back in the composer, to go on with. */
  async function resolve(chosen?: string): Promise<void> {
    if (!conflict.value) return
    const { mine, current: { id, version, body } } = conflict.value
    conflict.value = undefined
    open({ id, version, before: body, text: chosen ?? mine })
    if (chosen !== undefined) await save(chosen)
  }

  return { editing, failure, conflict, text, edit, editLast, cancel, save, resolve }
}
