import { adminRegistry } from '../../shared/registry.ts'

/** Adds the layer's operations to the documents. That they exist is no secret; what they answer is. */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('api:contracts', contracts => void contracts.push(...adminRegistry))
})
