/** Settings and their values in the reader's words; what a later release knows stays as it is written. */
export function useSettingsText() {
  const { t, te } = useI18n()

  const worded = (key: string, otherwise: string) => te(key) ? t(key) : otherwise

  function fieldName(field: string): string {
    return worded(`messaging.settings.fields.${field}`, field)
  }

  function valueText(field: string, value: unknown): string {
    if (field === 'retentionDays') return typeof value === 'number' ? t('messaging.settings.days', value) : t('messaging.settings.forever')
    if (typeof value === 'boolean') return t(value ? 'messaging.settings.on' : 'messaging.settings.off')
    if (value === null || value === '') return t('messaging.settings.nothing')
    if (field === 'avatar') return typeof value === 'object' && 'emoji' in value ? String(value.emoji) : t('messaging.settings.nothing')
    const words = String(value)
    const kinds: Record<string, string> = { theme: 'themes', notificationDefault: 'level', whoPosts: 'audience', whoInvites: 'audience' }
    return kinds[field] ? worded(`messaging.settings.${kinds[field]}.${words}`, words) : `“${words}”`
  }

  return { fieldName, valueText }
}
