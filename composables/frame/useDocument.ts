/** Sets the attributes of the document: language, direction, theme, density and title template. */
export function useDocument() {
  const { locale, localeProperties, t } = useI18n()
  const { preferences, keepTheme } = usePreferences()
  keepTheme()

  useHead({
    titleTemplate: title => title ? `${title} · ${t('app.name')}` : t('app.name'),
    htmlAttrs: {
      'lang': () => locale.value,
      'dir': () => localeProperties.value.dir ?? 'ltr',
      'data-theme': () => preferences.value.theme,
      'data-density': () => preferences.value.density,
      'data-message-style': () => preferences.value.messageStyle,
    },
    meta: [
      { name: 'description', content: () => t('app.description') },
      { name: 'theme-color', content: '#f9f7f3', media: '(prefers-color-scheme: light)' },
      { name: 'theme-color', content: '#0e191b', media: '(prefers-color-scheme: dark)' },
    ],
    link: [{ rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }],
  })
}
