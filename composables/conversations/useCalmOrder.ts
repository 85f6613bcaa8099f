import { ref, toValue, watch } from 'vue'
import type { MaybeRefOrGetter } from 'vue'

/**
 * An order that does not change under the pointer: while `frozen` is true, known ids keep
 * their position and new ones are added at the end.
 */
export function useCalmOrder(order: MaybeRefOrGetter<string[]>, frozen: MaybeRefOrGetter<boolean>) {
  const shown = ref(toValue(order))
  watch([() => toValue(order), () => toValue(frozen)], ([latest, still]) => {
    shown.value = still ? keepPlaces(shown.value, latest) : latest
  })
  return shown
}

/** `latest` in the order of `shown`, new ids last. Pure. */
export function keepPlaces(shown: readonly string[], latest: readonly string[]): string[] {
  const present = new Set(latest)
  const known = new Set(shown)
  return [...shown.filter(id => present.has(id)), ...latest.filter(id => !known.has(id))]
}
