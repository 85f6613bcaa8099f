/** Represents null in a select, which cannot hold null. No setting uses this number. */
export const UNLIMITED = -1

/** A nullable number as a number, for a select. */
export function useUnlimited(value: Ref<number | null>) {
  return computed({
    get: () => value.value ?? UNLIMITED,
    set: chosen => value.value = chosen === UNLIMITED ? null : chosen,
  })
}
