/**
 * Says something to screen readers through the one live region of the page. A text is said once:
 * the region is emptied first, so that the same words are heard again when they come again.
 */
export function useAnnouncements() {
  const polite = useState('announcer:polite', () => '')
  const assertive = useState('announcer:assertive', () => '')

  async function announce(text: string, urgency: 'polite' | 'assertive' = 'polite') {
    const region = urgency === 'polite' ? polite : assertive
    region.value = ''
    await nextTick()
    region.value = text
  }

  return { polite: readonly(polite), assertive: readonly(assertive), announce }
}
