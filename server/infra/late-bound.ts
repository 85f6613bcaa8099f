/** A resource of the process that is set once at boot and read from everywhere. */
export interface LateBound<Value> {
  (): Value
  set(value: Value): void
  /** For the end of the process, and for tests that start it again. */
  clear(): void
  isSet(): boolean
}

/**
 * Makes the reader of such a resource.
 * @throws Error when it is read before the boot has set it.
 */
export function lateBound<Value>(name: string): LateBound<Value> {
  const slot: { value?: Value } = {}
  const read = () => {
    if (!('value' in slot)) throw new Error(`The ${name} is not there yet`)
    return slot.value as Value
  }
  return Object.assign(read, {
    set(value: Value) { slot.value = value },
    clear() { delete slot.value },
    isSet: () => 'value' in slot,
  })
}
