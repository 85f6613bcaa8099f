import { lifecycle } from '#server/infra/lifecycle.ts'
import { proxyWarnings } from '#server/infra/proxy-warnings.ts'
import { version } from '~~/package.json'

/**
 * For load balancers and the start script: 200 while requests are welcome, 503 otherwise. Anyone
 * may read it, so a warning is a code; administrators see the rest in the overview.
 */
export default defineEventHandler((event) => {
  const { state } = lifecycle()
  setResponseStatus(event, state === 'ready' ? 200 : 503)
  setResponseHeader(event, 'Cache-Control', 'no-store')
  const warnings = proxyWarnings.isSet() && proxyWarnings().list().length > 0 ? ['untrusted_proxy'] : []
  return { status: state, version, warnings }
})
