/**
 * The language of the interface. A signed-in person's choice comes from the account; without one
 * it is what the browser asks for, or what was chosen in this browser before.
 */
export function useLanguage() {
  const { locale, locales, setLocale } = useI18n()
  const { preferences, change } = usePreferences()

  /** Speaks the language of the account, on the server already. */
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
