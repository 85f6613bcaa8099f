import { lifecycle } from '#server/infra/lifecycle.ts'
import { proxyWarnings } from '#server/infra/proxy-warnings.ts'
import { version } from '~~/package.json'

/**
 * Health check for load balancers and the start script: 200 while the server accepts requests, otherwise
 * 503. It is public, so a warning is only a code; administrators see details in the overview.
 */
export default defineEventHandler((event) => {
  const { state } = lifecycle()
  setResponseStatus(event, state === 'ready' ? 200 : 503)
  setResponseHeader(event, 'Cache-Control', 'no-store')
  const warnings = proxyWarnings.isSet() && proxyWarnings().list().length > 0 ? ['untrusted_proxy'] : []
  return { status: state, version, warnings }
})
