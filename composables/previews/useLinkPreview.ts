/** The author's way to take the preview off a message. Resolves to whether it is gone. */
export function useLinkPreview(messageId: () => string) {
  const { removePreview } = useMessageCommands()
  const { announce } = useAnnouncements()
  const { t } = useI18n()
  const { busy, failure, attempt } = useAttempt()

  async function remove(): Promise<boolean> {
    const isDone = await attempt(() => removePreview(messageId()))
    if (isDone) void announce(t('messaging.linkPreview.removed'))
    return isDone
  }

  return { busy, failure, remove }
}
