import type { Preferences } from '#shared/types.ts'

export type Theme = Preferences['theme']

const YEAR_SECONDS = 365 * 24 * 60 * 60

/**
 * The theme, density and style of messages in use. A signed-in person's come from the account,
 * with the page; a cookie keeps the theme for the screens before sign-in.
 */
export function useTheme() {
  const { account } = useAccount()
  const remembered = useCookie<Theme>('theme', { default: () => 'system', maxAge: YEAR_SECONDS, sameSite: 'lax' })

  const theme = computed<Theme>(() => account.value?.preferences.theme ?? remembered.value)
  const density = computed(() => account.value?.preferences.density ?? 'comfortable')
  const messageStyle = computed(() => account.value?.preferences.messageStyle ?? 'bubbles')

  /** Keeps a theme for this browser, also after sign-out. */
  function rememberTheme(value: Theme) {
    remembered.value = value
  }

  return { theme, density, messageStyle, rememberTheme }
}
