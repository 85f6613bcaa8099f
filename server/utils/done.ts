/** The response of a command without a result. */
export const DONE = { done: true } as const
