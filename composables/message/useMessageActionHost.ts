import type { MessageActions } from './useMessageActions'

/** The actions that `MessageActionHost` carries out. */
export type HostedActions = Pick<MessageActions, 'react' | 'openMenu' | 'openEmojiPicker' | 'openEditHistory' | 'quote'>

interface HostOptions {
  conversationId: string
  host: Readonly<Ref<HostedActions | null>>
  composer: Pick<ReturnType<typeof useComposerSession>, 'edit' | 'undoSend'>
  reply: MessageActions['reply']
  show: (id: string) => unknown
}

/**
 * Provides the message actions of a timeline. The code of the host is loaded after hydration
 * (`isReady`). An action before that waits for it; of several, only the latest is carried out.
 */
export function provideHostedActions({ conversationId, host, composer, reply, show }: HostOptions) {
  const { retry, discard } = useSendMessage(conversationId)
  const isReady = ref(false)
  let waiting: ((actions: HostedActions) => void) | undefined

  function call(run: (actions: HostedActions) => void): void {
    if (host.value) run(host.value)
    else waiting = run
  }

  onNuxtReady(() => isReady.value = true)
  watch(host, (actions) => {
    if (!actions) return
    waiting?.(actions)
    waiting = undefined
  })

  provideMessageActions({
    react: (id, emoji) => call(actions => actions.react(id, emoji)),
    openMenu: (id, anchor) => call(actions => actions.openMenu(id, anchor)),
    openEmojiPicker: (id, anchor) => call(actions => actions.openEmojiPicker(id, anchor)),
    openEditHistory: id => call(actions => actions.openEditHistory(id)),
    quote: id => call(actions => actions.quote(id)),
    reply,
    edit: message => composer.edit(message),
    undoSend: id => void composer.undoSend(id),
    retry,
    discard,
    show: id => void show(id),
  })
  return { isReady }
}
