import type { Conversation, Message, NewPoll } from '#shared/types.ts'
import type { DraftKey } from '#client/drafts/draft-key.ts'
import type { OutboxEntry, OutboxReferences } from '#client/outbox/outbox-entry.ts'
import type { ScheduledReferences } from '../scheduled/useScheduled.ts'
import type { Mentions } from './useMentions'

interface ComposerOptions {
  conversationId: string
  draftKey: DraftKey
  head: Readonly<Ref<Conversation | undefined>>
  mentions: Mentions
  /** Messages whose text the arrow-up key can edit, the latest last. */
  messages: () => readonly Message[]
  /** References of the next message. `referredId` is the message chosen for a quote or reply. */
  references: (referredId: string | undefined) => ScheduledReferences
  /** Root of the thread; undefined in a conversation. */
  rootId?: string
  /** Called when a message was added to the outbox, such as to scroll to it. */
  follow: () => unknown
  /** Restores the references of a message whose sending was undone. */
  restore: (entry: OutboxEntry) => void
  /** Clears what the parent keeps about the next message. */
  reset?: () => void
  /** Called on Escape when nothing in the composer can be cancelled. */
  leave: () => unknown
  focus: () => void
}

const KEY: InjectionKey<ComposerSession> = Symbol('composer')

/**
 * The composer of one conversation or thread: its draft, the message being edited, the reference of
 * the next message, scheduling and undo. `ComposerDock` shows it.
 */
export function provideComposerSession(options: ComposerOptions) {
  const session = createComposerSession(options)
  provide(KEY, session)
  useConversationKeys({ escape: session.escape })
  useOpeningFocus(options.focus, options.rootId === undefined ? '#main h1' : '[data-thread-heading]')
  return session
}

/** The composer session around this component. Throws outside of one. */
export function useComposerSession(): ComposerSession {
  const session = inject(KEY)
  if (!session) throw new Error('No composer session: call `provideComposerSession` in a parent')
  return session
}

type ComposerSession = ReturnType<typeof createComposerSession>

function createComposerSession({ conversationId, draftKey, head, mentions, messages, references, rootId, follow, restore, reset, leave, focus }: ComposerOptions) {
  const { send, undo } = useSendMessage(conversationId)
  const draft = useDraft(draftKey)
  const { may } = useConversationRights(() => head.value)
  const { referredId, referTo, endReference } = useComposerReference(focus)
  const { scheduling, scheduleDraft } = useScheduleDraft(draft, startNext)
  const undoSend = useUndoSend({ undoSend: undo, mentions, draft, restore, focus })
  const editing = useMessageEditing({
    draftKey,
    messages,
    isOpen: () => head.value?.status === 'active' && may('conversation:send'),
    mentions,
    draft,
    focus,
  })
  const nextReferences = computed(() => references(referredId.value))

  function startNext(): void {
    endReference()
    reset?.()
  }

  /** Saves the edit, or sends a message. `body` has mentions as they are stored. Resolves when the text is safe on this device. */
  async function submit(body: string, poll?: NewPoll): Promise<void> {
    if (editing.editing.value) return editing.save(body)
    const sent: OutboxReferences = { ...nextReferences.value, ...(rootId && { rootId }), ...(poll && { poll }) }
    const sending = send(body, sent)
    startNext()
    await follow()
    await sending
  }

  /** Escape cancels one thing at a time: the edit, then the reference. */
  function escape(): void {
    if (editing.editing.value) editing.cancel()
    else if (referredId.value) endReference()
    else void leave()
  }

  return reactive({
    ...editing,
    conversationId,
    rootId,
    head,
    draft,
    referredId,
    references: nextReferences,
    scheduling,
    /** An edit stays open when the user loses the right to send meanwhile. */
    canWrite: computed(() => may('conversation:send') || editing.editing.value !== undefined),
    referTo,
    endReference,
    scheduleDraft,
    undoSend,
    submit,
    escape,
  })
}
