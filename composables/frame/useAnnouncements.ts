/**
 * Announces texts to screen readers through the live region of the page. The region is
 * emptied first, so that a repeated text is announced again.
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
