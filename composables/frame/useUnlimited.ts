/** Stands for null, which no list of choices can hold; no setting has it for a number. */
export const UNLIMITED = -1

/** A number or null as a number, for a list of choices. */
export function useUnlimited(value: Ref<number | null>) {
  return computed({
    get: () => value.value ?? UNLIMITED,
    set: chosen => value.value = chosen === UNLIMITED ? null : chosen,
  })
}
