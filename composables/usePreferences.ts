import type { Preferences } from '#shared/types.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/**
 * How the interface looks and behaves for this person. A signed-in person's choices come from the
 * account, with the page; a cookie keeps the theme for the screens before sign-in.
 */
export function usePreferences() {
  const { account, refreshAccount } = useAccount()
  const { request } = useApi()
  const theme = useCookie<Preferences['theme'] | null>('theme', { maxAge: YEAR_SECONDS, sameSite: 'lax' })
  const pending = useState<Partial<Preferences>>('preferences:pending', () => ({}))

  const preferences = computed<Preferences>(() => ({
    theme: theme.value ?? 'system',
    locale: '',
    density: 'comfortable',
    messageStyle: 'bubbles',
    sendWith: 'enter',
    linkPreviews: true,
    ...account.value?.preferences,
    ...pending.value,
  }))

  /** Shows a choice at once and stores it; when that fails, the old one returns and it throws. */
  async function change(choice: Partial<Preferences>) {
    const before = theme.value
    if (choice.theme) theme.value = choice.theme
    if (!account.value) return
    pending.value = { ...pending.value, ...choice }
    try {
      await request('updatePreferences', { body: choice })
      await refreshAccount()
    }
    catch (error) {
      theme.value = before
      throw error
    }
    finally {
      pending.value = withoutSettled(pending.value, choice)
    }
  }

  return { preferences, change }
}

/** What is still under way: a newer choice of the same kind stays. */
function withoutSettled(pending: Partial<Preferences>, settled: Partial<Preferences>): Partial<Preferences> {
  const isSettled = ([name, value]: [string, unknown]) => settled[name as keyof Preferences] === value
  return Object.fromEntries(Object.entries(pending).filter(entry => !isSettled(entry)))
}
