import { lifecycle } from '#server/infra/lifecycle.ts'
import { version } from '~~/package.json'

/** For load balancers and the start script: 200 while requests are welcome, 503 otherwise. */
export default defineEventHandler((event) => {
  const { state } = lifecycle()
  setResponseStatus(event, state === 'ready' ? 200 : 503)
  setResponseHeader(event, 'Cache-Control', 'no-store')
  return { status: state, version }
})
