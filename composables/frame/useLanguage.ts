/**
 * The interface language. For a signed-in user it comes from the account; otherwise
 * from this browser's earlier choice or its Accept-Language header.
 */
export function useLanguage() {
  const { locale, locales, setLocale } = useI18n()
  const { preferences, change } = usePreferences()

  /** Applies the language of the account, also during server rendering. */
  async function followAccount() {
    const chosen = preferences.value.locale
    if (chosen && chosen !== locale.value) await setLocale(chosen)
  }

  async function choose(code: typeof locale.value) {
    await setLocale(code)
    await change({ locale: code })
  }

  return { locale, locales, choose, followAccount }
}
