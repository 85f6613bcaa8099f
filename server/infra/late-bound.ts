/** A process-wide resource that is set once at start-up. */
export interface LateBound<Value> {
  (): Value
  set(value: Value): void
  /** Removes the value at shutdown, and in tests. */
  clear(): void
  isSet(): boolean
}

/**
 * Creates a late-bound resource.
 * @throws Error when it is read before it is set
 */
export function lateBound<Value>(name: string): LateBound<Value> {
  const slot: { value?: Value } = {}
  const read = () => {
    if (!('value' in slot)) throw new Error(`The ${name} is not set`)
    return slot.value as Value
  }
  return Object.assign(read, {
    set(value: Value) { slot.value = value },
    clear() { delete slot.value },
    isSet: () => 'value' in slot,
  })
}
