/**
 * Schedules the text of a composer. The text stays in the composer until the server has it, but
 * cannot be sent meanwhile (`scheduling`). Then it is removed, unless the user has edited it. This
 * also works after the composer is unmounted. `reset` prepares the composer for the next text.
 */
export function useScheduleDraft(draft: Ref<string>, reset: () => void) {
  const scheduling = ref<string>()

  /** Runs `schedule`, which resolves to whether the server has stored `text`. Resolves to the same. */
  async function scheduleDraft(text: string, schedule: () => Promise<boolean>): Promise<boolean> {
    scheduling.value = text
    const isDone = await schedule()
    scheduling.value = undefined
    if (isDone && draft.value.trim() === text) {
      draft.value = ''
      reset()
    }
    return isDone
  }

  return { scheduling: readonly(scheduling), scheduleDraft }
}
