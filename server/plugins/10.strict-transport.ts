import { setResponseHeader } from 'h3'
import { config } from '#server/infra/config.ts'

/** A year, as ASVS 3.4.1 asks for. */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains'

/** Behind TLS, and only there, browsers are told never to come without it (RFC 6797 7.2). */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('request', (event) => {
    if (config().PUBLIC_URL?.startsWith('https:')) setResponseHeader(event, 'Strict-Transport-Security', STRICT_TRANSPORT)
  })
})
