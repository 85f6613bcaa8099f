import { setResponseHeader } from 'h3'
import { config } from '#server/infra/config.ts'

/** One year, as ASVS 3.4.1 requires. */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains'

/** Sets Strict-Transport-Security, only behind TLS (RFC 6797 7.2). */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('request', (event) => {
    if (config().PUBLIC_URL?.startsWith('https:')) setResponseHeader(event, 'Strict-Transport-Security', STRICT_TRANSPORT)
  })
})
