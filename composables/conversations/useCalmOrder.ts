import { ref, toValue, watch } from 'vue'
import type { MaybeRefOrGetter } from 'vue'

/**
 * An order that holds still while somebody points at it: as long as `held` is true, known ids keep
 * their place and new ones queue at the end. The true order returns when it is let go.
 */
export function useCalmOrder(order: MaybeRefOrGetter<string[]>, held: MaybeRefOrGetter<boolean>) {
  const shown = ref(toValue(order))
  watch([() => toValue(order), () => toValue(held)], ([latest, still]) => {
    shown.value = still ? keepPlaces(shown.value, latest) : latest
  })
  return shown
}

/** `latest` in the order of `shown`, what is new behind it. Pure. */
export function keepPlaces(shown: readonly string[], latest: readonly string[]): string[] {
  const present = new Set(latest)
  const known = new Set(shown)
  return [...shown.filter(id => present.has(id)), ...latest.filter(id => !known.has(id))]
}
