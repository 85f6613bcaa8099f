/**
 * What somebody wants to do with a message. Whoever does it is loaded once the page stands; until
 * then the wish waits, and the messages do not.
 */
export function useAskedAct() {
  const asked = shallowRef<MessageAct>()
  const isAlive = ref(false)

  onNuxtReady(() => isAlive.value = true)

  return { asked, isAlive }
}
