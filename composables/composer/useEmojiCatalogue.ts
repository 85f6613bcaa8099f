import { createRecentEmoji } from '#client/features/recent-emoji.ts'

/** Emoji in the reader's language, and those used last on this device. For the browser only. */
export function useEmojiCatalogue() {
  const { locale } = useI18n()
  const groups = shallowRef<EmojiGroup[]>([])
  const recent = createRecentEmoji(localStorage)
  const { failure, attempt } = useAttempt()

  const load = () => attempt(async () => groups.value = await loadEmoji(locale.value))
  void load()

  return { groups, failure, load, recent: recent.list(), use: recent.add }
}
