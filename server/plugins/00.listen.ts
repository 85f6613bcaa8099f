import { listenAddress } from '#server/infra/config.ts'

/** Nitro listens on all interfaces unless `HOST` is set, and reads it right after the plugins have loaded. */
export default defineNitroPlugin(() => {
  const { HOST, DATABASE_URL } = process.env
  process.env.HOST = listenAddress({ HOST, DATABASE_URL })
})
