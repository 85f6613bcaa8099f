import type { ModuleOptions } from 'nuxt-security'

const isDevelopment = process.env.NODE_ENV === 'development'

/**
 * What a page may load and where it may send: itself, and nothing else. Scripts and style sheets
 * run by the nonce of their answer. `style-src-attr` alone stays open: the virtual list of
 * messages is rendered on the server with its heights in `style` attributes, which carry no nonce
 * and can run nothing.
 */
const contentSecurityPolicy = {
  'default-src': ['\'none\''],
  'script-src': ['\'self\'', '\'nonce-{{nonce}}\'', '\'strict-dynamic\''],
  'script-src-attr': ['\'none\''],
  // Vite's development server writes styles into the page as they change.
  'style-src': ['\'self\'', isDevelopment ? '\'unsafe-inline\'' : '\'nonce-{{nonce}}\''],
  'style-src-attr': ['\'unsafe-inline\''],
  'connect-src': ['\'self\''],
  'img-src': ['\'self\'', 'blob:', 'data:'],
  'media-src': ['\'self\'', 'blob:'],
  'font-src': ['\'self\''],
  'worker-src': ['\'self\''],
  'manifest-src': ['\'self\''],
  'object-src': ['\'none\''],
  'base-uri': ['\'none\''],
  'form-action': ['\'self\''],
  'frame-ancestors': ['\'none\''],
  // A server on a local network speaks plain HTTP; behind TLS the strict-transport header does it.
  'upgrade-insecure-requests': false,
} satisfies NonNullable<Exclude<ModuleOptions['headers'], false>>['contentSecurityPolicy']

/** Whatever is not a page (JSON, a file) loads nothing and stands in no frame. */
export const bareContentSecurityPolicy = 'default-src \'none\'; base-uri \'none\'; form-action \'none\'; frame-ancestors \'none\''

/** Headers of every answer. Limits, origins and input are checked by the server's own code. */
export const security: Partial<ModuleOptions> = {
  headers: {
    contentSecurityPolicy,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    referrerPolicy: 'no-referrer',
    // Set behind TLS only, where the public address is known: by the server at run time.
    strictTransportSecurity: false,
    xContentTypeOptions: 'nosniff',
    xFrameOptions: 'DENY',
    permissionsPolicy: {
      'camera': [],
      'display-capture': [],
      'geolocation': [],
      'microphone': [],
      'payment': [],
      'usb': [],
    },
  },
  // Bodies are bounded while they arrive, and refused in the API's own form: `server/utils/read-json.ts`.
  requestSizeLimiter: false,
  rateLimiter: false,
  xssValidator: false,
  corsHandler: false,
  csrf: false,
  // The module would strip `console` from libraries, too; ours writes none (a lint rule sees to it).
  removeLoggers: false,
}
