import { afterEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { usePreferences } from '../../../composables/account/usePreferences.ts'
import type { Preferences } from '../../../shared/types.ts'
import { lost } from '../../helpers/vue/scene.ts'

const stored: Preferences = { theme: 'light', locale: 'en', density: 'comfortable', messageStyle: 'bubbles', sendWith: 'enter', undoSendSeconds: 0, linkPreviews: true, readReceipts: true }

/** Maya's settings, and a server whose responses the test controls. */
function openSettings(signedIn = true) {
  const server = { ...stored }
  const account = ref(signedIn ? { preferences: { ...stored } } : null)
  const theme = ref<string | null>('light')
  const answers: { succeed: () => void, fail: () => void }[] = []
  const request = (_operation: string, { body }: { body: Partial<Preferences> }) => new Promise<void>((resolve, reject) => {
    answers.push({
      succeed: () => {
        Object.assign(server, body)
        resolve()
      },
      fail: () => reject(lost()),
    })
  })
  const refreshAccount = async () => {
    account.value = { preferences: { ...server } }
  }
  const globals = {
    useAccount: () => ({ account, refreshAccount }),
    useApi: () => ({ request }),
    useCookie: () => theme,
    useState: (_key: string, initial: () => unknown) => initial(),
  }
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  return { ...usePreferences(), theme, answers }
}

describe('preferences', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[E-13] the account\'s theme is stored for the screens before sign-in; without an account nothing is', () => {
    for (const [signedIn, kept] of [[true, 'light'], [false, null]] as const) {
      const { keepTheme, theme } = openSettings(signedIn)
      theme.value = null
      keepTheme()
      expect(theme.value).toBe(kept)
    }
  })

  it('[T-27] a change shows at once and is undone each time it fails, including the theme', async () => {
    const { preferences, change, theme, answers } = openSettings()
    for (const attempt of [0, 1]) {
      const changing = change({ theme: 'dark' })
      expect([preferences.value.theme, theme.value]).toEqual(['dark', 'dark'])
      answers[attempt]?.fail()
      await expect(changing).rejects.toMatchObject({ code: 'network' })
      expect([preferences.value.theme, theme.value]).toEqual(['light', 'light'])
    }
  })

  it('[T-27] a late failure does not undo a newer change, even to the same value', async () => {
    const { preferences, change, theme, answers } = openSettings()
    const changes = [change({ theme: 'dark' }), change({ theme: 'system' }), change({ theme: 'dark' })]
    answers[0]?.fail()
    await expect(changes[0]).rejects.toMatchObject({ code: 'network' })
    expect([preferences.value.theme, theme.value]).toEqual(['dark', 'dark'])
    answers[1]?.succeed()
    await changes[1]
    expect(preferences.value.theme).toBe('dark')
    answers[2]?.succeed()
    await changes[2]
    expect([preferences.value.theme, theme.value]).toEqual(['dark', 'dark'])
  })

  it('[T-27] a stored change stays when an older one fails after it, and so do changes of other preferences', async () => {
    const { preferences, change, answers } = openSettings()
    const older = change({ density: 'compact' })
    const other = change({ sendWith: 'ctrl-enter' })
    const newer = change({ density: 'comfortable' })
    answers[2]?.succeed()
    await newer
    expect(preferences.value).toMatchObject({ density: 'comfortable', sendWith: 'ctrl-enter' })
    answers[0]?.fail()
    await expect(older).rejects.toMatchObject({ code: 'network' })
    expect(preferences.value.density).toBe('comfortable')
    answers[1]?.succeed()
    await other
    expect(preferences.value).toEqual({ ...stored, sendWith: 'ctrl-enter' })
  })

  it('a visitor can choose a theme without an account', async () => {
    const { preferences, change, theme, answers } = openSettings(false)
    theme.value = null
    expect(preferences.value).toMatchObject({ theme: 'system', locale: '' })
    await change({ theme: 'dark' })
    expect([preferences.value.theme, theme.value, answers.length]).toEqual(['dark', 'dark', 0])
    await change({ density: 'compact' })
    expect(preferences.value.density).toBe('comfortable')
  })
})
