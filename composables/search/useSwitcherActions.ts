import type { SwitcherOption } from './useSwitcher'

/** Global actions, as options of the switcher. */
export function useSwitcherActions({ create, showKeys }: { create: () => void, showKeys: () => void }) {
  const { t } = useI18n()
  const { change, preferences } = usePreferences()
  const { openNotes } = useNewConversation()
  const { signOut } = useSignOut()

  const goTo = (path: string) => () => void navigateTo(path)
  const turn = () => change({ theme: preferences.value.theme === 'dark' ? 'light' : 'dark' })

  return computed<SwitcherOption[]>(() => [
    { id: 'create', name: t('messaging.list.create'), icon: 'i-lucide-square-pen', choose: create },
    { id: 'notes', name: t('messaging.conversation.self'), icon: 'i-lucide-notebook-pen', choose: openNotes },
    { id: 'threads', name: t('messaging.thread.list'), icon: 'i-lucide-messages-square', choose: goTo('/threads') },
    { id: 'bookmarks', name: t('messaging.bookmarks.title'), icon: 'i-lucide-bookmark', choose: goTo('/bookmarks') },
    { id: 'profile', name: t('messaging.list.settings'), icon: 'i-lucide-settings', choose: goTo('/settings/profile') },
    { id: 'theme', name: t(`switcher.${preferences.value.theme === 'dark' ? 'light' : 'dark'}`), icon: 'i-lucide-sun-moon', choose: turn },
    { id: 'keys', name: t('keys.title'), icon: 'i-lucide-keyboard', choose: showKeys },
    { id: 'sign-out', name: t('settings.signOut'), icon: 'i-lucide-log-out', choose: signOut },
  ])
}
