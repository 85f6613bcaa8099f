import { adminRegistry } from '../../shared/registry.ts'

/** Adds the layer's operations to the API documents. Their existence is public, their responses are not. */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('api:contracts', contracts => void contracts.push(...adminRegistry))
})
