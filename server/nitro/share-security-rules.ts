import type { H3Event } from 'h3'

/**
 * nuxt-security builds its rules for every request from a copy of its whole table. All API calls have
 * the same rules, so they share those of the first call. Only pages write into their rules.
 * Registered before all modules (`config/nitro.ts`), so that nuxt-security finds the rules and keeps them.
 */
export default defineNitroPlugin((nitroApp) => {
  const shared: H3Event['context']['security'] = {}
  nitroApp.hooks.hook('request', (event) => {
    if (isApiCall(event) && shared.rules) event.context.security = { ...shared }
  })
  nitroApp.hooks.hook('beforeResponse', (event) => {
    if (isApiCall(event)) shared.rules ??= event.context.security?.rules
  })
})

function isApiCall(event: H3Event): boolean {
  return event.path.startsWith('/api/v1/')
}
