import type { NuxtI18nOptions } from '@nuxtjs/i18n'

/** English is the source; a language is one file more. Its direction comes with it. */
export const i18n: NuxtI18nOptions = {
  strategy: 'no_prefix',
  defaultLocale: 'en',
  locales: [
    { code: 'en', language: 'en', name: 'English', dir: 'ltr', file: 'en.json' },
    { code: 'de', language: 'de', name: 'Deutsch', dir: 'ltr', file: 'de.json' },
  ],
  detectBrowserLanguage: { useCookie: true, cookieKey: 'locale', alwaysRedirect: false },
  bundle: { fullInstall: false },
}
