/** The answer of a command that has nothing to tell but that it was carried out. */
export const DONE = { done: true } as const
