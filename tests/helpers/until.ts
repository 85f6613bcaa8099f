interface Patience {
  /** Milliseconds after which waiting fails. */
  within?: number
  /** Milliseconds between two looks. */
  every?: number
  /** What is waited for, as the error names it. */
  what?: string
}

/**
 * Looks again and again until `look` answers something other than `undefined` or `false`, and
 * returns that. The only place of the tests that lets time pass.
 * @throws the last error of `look`, or an error that names `what`, when the time is over.
 */
export async function until<Found>(
  look: () => Found | Promise<Found>,
  { within = 10_000, every = 25, what = 'the condition' }: Patience = {},
): Promise<Exclude<Found, undefined | false>> {
  const deadline = performance.now() + within
  for (;;) {
    const { found, error } = await attempt(look)
    if (found !== undefined && found !== false) return found as Exclude<Found, undefined | false>
    if (performance.now() > deadline) throw error ?? new Error(`Waited ${within} ms in vain for ${what}`)
    // eslint-disable-next-line no-restricted-syntax -- between two looks, not instead of one
    await new Promise(resolve => setTimeout(resolve, every))
  }
}

async function attempt<Found>(look: () => Found | Promise<Found>): Promise<{ found?: Found, error?: unknown }> {
  try {
    return { found: await look() }
  }
  catch (error) {
    return { error }
  }
}
