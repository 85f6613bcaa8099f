/**
 * Moves the focus when a conversation is opened: into the composer on devices with a keyboard, else to
 * the heading, because an on-screen keyboard would cover the conversation. After a page load the
 * browser decides.
 */
export function useOpeningFocus(focusComposer: () => void, headingAt = '#main h1'): void {
  const { isHydrating } = useNuxtApp()
  onMounted(() => {
    if (isHydrating) return
    const heading = document.querySelector<HTMLElement>(headingAt)
    if (matchMedia('(pointer: fine)').matches || !heading) return focusComposer()
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  })
}
