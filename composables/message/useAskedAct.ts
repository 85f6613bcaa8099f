/**
 * The requested action on a message. Its code is loaded after hydration; until then the action waits.
 */
export function useAskedAct() {
  const asked = shallowRef<MessageAct>()
  const isAlive = ref(false)

  onNuxtReady(() => isAlive.value = true)

  return { asked, isAlive }
}
