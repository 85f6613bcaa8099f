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
  /** Choices that are not stored yet, the oldest first: the latest one shows. */
  const pending = useState<readonly Partial<Preferences>[]>('preferences:pending', () => shallowRef([]))

  const preferences = computed<Preferences>(() => ({
    theme: theme.value ?? 'system',
    locale: '',
    density: 'comfortable',
    messageStyle: 'bubbles',
    sendWith: 'enter',
    undoSendSeconds: 0,
    linkPreviews: true,
    readReceipts: true,
    ...account.value?.preferences,
    ...Object.assign({}, ...pending.value),
  }))

  /** Shows a choice at once and stores it; when that fails, what was before or came since returns and it throws. */
  async function change(choice: Partial<Preferences>) {
    if (choice.theme) theme.value = choice.theme
    if (!account.value) return
    pending.value = [...pending.value, choice]
    try {
      await request('updatePreferences', { body: choice })
      await refreshAccount()
      pending.value = withoutOlder(pending.value, choice)
    }
    finally {
      pending.value = pending.value.filter(other => other !== choice)
      theme.value = preferences.value.theme
    }
  }

  /** The screens before sign-in look like those after it, wherever the theme was chosen. */
  function keepTheme(): void {
    if (account.value) theme.value = preferences.value.theme
  }

  return { preferences, change, keepTheme }
}

/** A choice that is stored outlives those of the same kind that were made before it. */
function withoutOlder(pending: readonly Partial<Preferences>[], stored: Partial<Preferences>): Partial<Preferences>[] {
  const age = pending.indexOf(stored)
  return pending.filter((choice, index) => index >= age || Object.keys(choice).some(name => !(name in stored)))
}
