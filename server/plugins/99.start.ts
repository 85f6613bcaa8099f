import { lifecycle } from '#server/infra/lifecycle.ts'

/** Starts all registered parts. A failure ends the process with one sentence. */
export default defineNitroPlugin(() => {
  lifecycle().start().catch((error: unknown) => {
    process.stderr.write(`Parley cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  })
})
