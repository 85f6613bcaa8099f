import type { Preferences } from '#shared/types.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/**
 * How the interface looks and behaves. The preferences of a signed-in user come from the
 * account, with the page; a cookie stores the theme for the screens before sign-in.
 */
export function usePreferences() {
  const { account, refreshAccount } = useAccount()
  const { request } = useApi()
  const theme = useCookie<Preferences['theme'] | null>('theme', { maxAge: YEAR_SECONDS, sameSite: 'lax' })
  /** Pending changes, the oldest first. The latest one is shown. */
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

  /** An optimistic update: shows the change at once and stores it. On failure it is undone, and it throws. */
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

  /** Copies the account's theme to the cookie, so that the screens before sign-in use it, too. */
  function keepTheme(): void {
    if (account.value) theme.value = preferences.value.theme
  }

  return { preferences, change, keepTheme }
}

/** A stored change replaces older pending changes of the same preference. */
function withoutOlder(pending: readonly Partial<Preferences>[], stored: Partial<Preferences>): Partial<Preferences>[] {
  const age = pending.indexOf(stored)
  return pending.filter((choice, index) => index >= age || Object.keys(choice).some(name => !(name in stored)))
}
