import type { Message } from '#shared/types.ts'
import type { Failure } from '#client/api/failure.ts'
import { isOwnText } from './messageAbilities'
import { pickedIn, toNames, toTokens } from './text/mention-text'
import type { DraftKey } from '#client/drafts/draft-key.ts'
import type { Mentions } from '../composer/useMentions'
import { readFailure } from '#client/api/failure.ts'

/** Two texts for one message, as they are written. */
interface Conflict {
  mine: string
  theirs: string
  mineStored: string
  /** The message as the server has it. */
  current: Message
}

/** The message in the composer: which one, as of which version, what it said as it is stored, and its text as it is written. */
interface Editing {
  id: string
  version: number
  before: string
  text: string
}

/** An edit that was not taken. It waits for the composer of its place, which its writer may have left. */
interface Refused {
  me: string
  place: DraftKey
  target: Editing
  body: string
  why: Failure
}

interface EditingOptions {
  place: DraftKey
  /** The messages on the screen, the latest one last. */
  messages: () => readonly Message[]
  /** False while nothing can be changed here. */
  isOpen: () => boolean
  mentions: Mentions
  /** What the composer holds while nothing is edited; it waits untouched. */
  draft: Ref<string>
  focus: () => void
}

/**
 * Editing in the composer. The new text shows at once; when it is refused it is back in the
 * composer with the reason, and after a conflict both texts wait for a choice: nothing typed is lost.
 */
export function useMessageEditing({ place, messages, isOpen, mentions, draft, focus }: EditingOptions) {
  const store = useMessagingStore()
  const commands = useMessageCommands()
  const { state: connection } = useConnection()

  const editing = ref<Editing>()
  const failure = ref<Failure>()
  const conflict = ref<Conflict>()
  /** True while an edit is under way: its text may come back, so the composer stays free for it. */
  const saving = ref(false)
  const refused = useState<Refused[]>('refused-edits', () => [])

  const written = (body: string) => toNames(body, mentions.nameOf)

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
    if (!saving.value) open({ id, version, before: body, text: written(body) })
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

  /** `body` as it is to be stored. */
  async function save(body: string): Promise<void> {
    const target = editing.value
    if (!target) return
    if (body === target.before) return cancel()
    if (connection.value === 'offline') return open({ ...target, text: written(body) }, { code: 'network' })
    const { me } = store
    saving.value = true
    cancel()
    await commands.edit(target, body).catch((error: unknown) => void refused.value.push({ me, place, target, body, why: readFailure(error) }))
    saving.value = false
  }

  /** What was refused comes back while nothing else is edited. */
  const returning = () => editing.value || conflict.value || saving.value
    ? undefined
    : refused.value.find(one => one.place === place && one.me === store.me)

  watch(returning, (one) => {
    if (!one) return
    takeBack(one)
    refused.value = refused.value.filter(other => other !== one)
  }, { immediate: true, flush: 'sync' })

  function takeBack({ target, body, why }: Refused): void {
    const current = why.code === 'edit_conflict' ? why.details?.current : undefined
    if (!current) return open({ ...target, text: written(body) }, why)
    conflict.value = { mine: written(body), theirs: written(current.body), mineStored: body, current }
  }

  /** Ends a conflict with this text; without one the reader's own is back in the composer, to go on with. */
  async function resolve(chosen?: string): Promise<void> {
    if (!conflict.value) return
    const { mine, mineStored, current: { id, version, body } } = conflict.value
    open({ id, version, before: body, text: chosen ?? mine })
    conflict.value = undefined
    if (chosen !== undefined) await save(toTokens(chosen, mentions.choices.value, pickedIn(body + mineStored, mentions.nameOf)))
  }

  return { editing, failure, conflict, text, edit, editLast, cancel, save, resolve }
}
