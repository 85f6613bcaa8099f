/**
 * Nitro parses the whole environment again for each request that reads the runtime configuration, and
 * the language module reads it in every request. That took a fifth of the processor time of a send.
 * The environment does not change, so all requests share the configuration of the start. A page gets
 * a copy, because the sign-in module writes into it.
 * Registered before all modules (`config/nitro.ts`), because their plugins read it first.
 */
export default defineNitroPlugin((nitroApp) => {
  const shared = useRuntimeConfig()
  nitroApp.hooks.hook('request', (event) => {
    const runtimeConfig = event.path.startsWith('/api/') ? shared : structuredClone(shared)
    event.context.nitro = { ...event.context.nitro, runtimeConfig }
  })
})
