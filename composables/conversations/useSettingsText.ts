/** Texts for settings and their values. Values of a later version are shown as they are stored. */
export function useSettingsText() {
  const { t, te } = useI18n()

  const worded = (key: string, otherwise: string) => te(key) ? t(key) : otherwise

  function fieldName(field: string): string {
    return worded(`groupSettings.fields.${field}`, field)
  }

  function valueText(field: string, value: unknown): string {
    if (field === 'retentionDays') return typeof value === 'number' ? t('groupSettings.days', value) : t('groupSettings.forever')
    if (field === 'purgeDays') return typeof value === 'number' ? t('groupSettings.after', value) : t('groupSettings.usual')
    if (typeof value === 'boolean') return t(value ? 'groupSettings.on' : 'groupSettings.off')
    if (value === null || value === '') return t('groupSettings.nothing')
    if (field === 'avatar') return typeof value === 'object' && 'emoji' in value ? String(value.emoji) : t('groupSettings.nothing')
    const words = String(value)
    const kinds: Record<string, string> = { theme: 'themes', notificationDefault: 'level', whoPosts: 'audience', whoInvites: 'audience' }
    return kinds[field] ? worded(`groupSettings.${kinds[field]}.${words}`, words) : `“${words}”`
  }

  return { fieldName, valueText }
}
