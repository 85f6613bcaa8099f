import type { H3Event } from 'h3'

/**
 * nuxt-security builds its rules anew for every request, from a copy of the whole table. All calls
 * of the API have the same rules, so they share what the first of them was given. Only pages write
 * into theirs, and below the API none is rendered.
 * Registered before all modules (`config/nitro.ts`): theirs finds the rules and leaves them.
 */
export default defineNitroPlugin((nitroApp) => {
  const given: H3Event['context']['security'] = {}
  nitroApp.hooks.hook('request', (event) => {
    if (isCall(event) && given.rules) event.context.security = { ...given }
  })
  nitroApp.hooks.hook('beforeResponse', (event) => {
    if (isCall(event)) given.rules ??= event.context.security?.rules
  })
})

function isCall(event: H3Event): boolean {
  return event.path.startsWith('/api/v1/')
}
