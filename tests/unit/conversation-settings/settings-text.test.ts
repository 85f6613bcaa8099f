import { reactive, ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useRetentionChoices } from '../../../composables/conversations/useRetentionChoices.ts'
import { useSettingsText } from '../../../composables/conversations/useSettingsText.ts'
import { useNullableSelect } from '../../../composables/frame/useNullableSelect.ts'
import texts from '../../../i18n/locales/en.json' with { type: 'json' }
import groups from '../../../i18n/locales/group-settings.en.json' with { type: 'json' }
import retention from '../../../i18n/locales/retention.en.json' with { type: 'json' }
import { mounted } from '../../helpers/vue/vue-scope.ts'

/** The texts that people read, without the rules of plurals: the number stands behind. */
function createTexts() {
  const find = (key: string) => key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], { ...texts, ...groups, ...retention })
  return {
    te: (key: string) => typeof find(key) === 'string',
    t: (key: string, count?: number) => {
      const text = find(key)
      if (typeof text !== 'string') throw new Error(`No text ${key}`)
      return count === undefined ? text : `${key} ${count}`
    },
  }
}

describe('settings in the reader\'s words', () => {
  afterEach(() => vi.unstubAllGlobals())
  const settings = () => mounted({ useI18n: createTexts }, () => useSettingsText()).result

  it('[R-049] every value has a text, and texts written by users are quoted', () => {
    const { fieldName, valueText } = settings()
    const values: [string, unknown][] = [
      ['whoPosts', 'admins'], ['topic', 'Bread'], ['topic', ''], ['topic', null], ['retentionDays', null], ['retentionDays', 30],
      ['purgeDays', null], ['purgeDays', 7],
      ['avatar', { emoji: '🍞' }], ['avatar', {}], ['avatar', 'blue'], ['anything', true], ['anything', false],
    ]
    const { on, off, nothing, forever, usual, audience } = groups.groupSettings
    expect(values.map(([field, value]) => valueText(field, value))).toEqual([
      audience.admins, '“Bread”', nothing, nothing, forever, 'groupSettings.days 30', usual, 'groupSettings.after 7', '🍞', nothing, nothing, on, off,
    ])
    expect(fieldName('topic')).toBe(groups.groupSettings.fields.topic)
  })

  it('what a later release knows stays as it is written', () => {
    const { fieldName, valueText } = settings()
    expect([fieldName('aura'), valueText('whoPosts', 'robots')]).toEqual(['aura', 'robots'])
  })
})

describe('how long messages are kept', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-061] offers what is usual, and also what was set by a program', () => {
    const form = reactive({ deletionWindow: 7_200 as number | null, retentionDays: 45 as number | null, purgeAfterDays: 30 })
    const { windows, keeps, purges } = mounted({ useI18n: createTexts }, () => useRetentionChoices(form)).result
    expect(windows.value.map(({ value }) => value)).toEqual([-1, 900, 3_600, 86_400, 0, 7_200])
    expect(windows.value.map(({ label }) => label)).toEqual([
      retention.retention.anytime, 'retention.minutes 15', 'retention.hours 1', 'retention.days 1', retention.retention.never, 'retention.hours 2',
    ])
    expect(keeps.value.at(-1)).toEqual({ value: 45, label: 'retention.days 45' })
    expect(purges.value.map(({ value }) => value)).toEqual([1, 7, 30, 90, 365])
    Object.assign(form, { deletionWindow: null, retentionDays: null })
    expect([windows.value.length, keeps.value[0]?.label]).toEqual([5, retention.retention.forever])
  })

  it('[R-061] "for ever" is null to the server and a choice like any other on the screen', () => {
    const days = mounted({}, () => ref<number | null>(null)).result
    const chosen = useNullableSelect(days)
    expect(chosen.value).toBe(-1)
    chosen.value = 30
    expect(days.value).toBe(30)
    chosen.value = -1
    expect(days.value).toBeNull()
  })
})
