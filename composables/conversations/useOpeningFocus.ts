/**
 * Where the focus goes when a conversation is opened: ready to write where there is a keyboard,
 * and to the heading elsewhere, or the keyboard on the glass would cover what was opened. A page
 * that was loaded as such leaves the focus to the browser.
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
