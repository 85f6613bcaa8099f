import { isPressed, shortcuts } from '../frame/shortcuts'

interface ConversationKeys {
  /** Called on Escape when no open dialog handles it. */
  escape: () => void
}

/** Escape closes the pane beside the conversation. */
export function useConversationKeys({ escape }: ConversationKeys): void {
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (!isPressed(event, shortcuts.close) || event.defaultPrevented || document.querySelector('dialog[open]')) return
    escape()
  })
}

/** Alt+↑ and Alt+↓ move to the conversation above and below, in the order that the list shows. */
export function useConversationJumps(): void {
  // The router's route: Nuxt's changes only after the page is rendered, and the next key may come earlier.
  const router = useRouter()

  useEventListener('keydown', (event: KeyboardEvent) => {
    const down = isPressed(event, shortcuts.next)
    if (!down && !isPressed(event, shortcuts.previous)) return
    const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-conversation]')].filter(link => link.checkVisibility())
    const current = links.findIndex(link => link.dataset.conversation === router.currentRoute.value.params.id)
    const next = links[current + (down ? 1 : current === -1 ? links.length : -1)]
    if (!next) return
    event.preventDefault()
    // Not `navigateTo`, which does nothing while an earlier navigation is pending.
    void router.push(`/c/${next.dataset.conversation}`)
  })
}
