/**
 * Nitro reads the whole environment anew for each request that asks for its configuration, and the
 * language module asks in every one: that was a fifth of the processor time of a send. The
 * environment of a process does not change, so every request gets what was read at the start; a
 * page gets a copy, because the sign-in module writes into it.
 * Registered before all modules (`config/nitro.ts`), since theirs are the first that ask.
 */
export default defineNitroPlugin((nitroApp) => {
  const shared = useRuntimeConfig()
  nitroApp.hooks.hook('request', (event) => {
    const runtimeConfig = event.path.startsWith('/api/') ? shared : structuredClone(shared)
    event.context.nitro = { ...event.context.nitro, runtimeConfig }
  })
})
