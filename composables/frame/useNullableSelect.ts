/** Stands for null in a select, which cannot hold null. No setting uses this number. */
export const UNLIMITED = -1

/** A nullable number as the value of a select: null becomes `UNLIMITED` and back. */
export function useNullableSelect(value: Ref<number | null>) {
  return computed({
    get: () => value.value ?? UNLIMITED,
    set: chosen => value.value = chosen === UNLIMITED ? null : chosen,
  })
}
