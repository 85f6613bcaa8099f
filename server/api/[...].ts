import { setResponseHeader } from 'h3'
import { AppError } from '#shared/errors.ts'
import { methodsAt } from '#server/utils/api-paths.ts'
import { respondWithError } from '#server/utils/respond-with-error.ts'

/** Responds to unknown paths below `/api` and to unsupported methods with a JSON error instead of a page. */
export default defineEventHandler((event) => {
  const startedAt = performance.now()
  const methods = methodsAt()(event.path.split('?')[0] ?? '')
  if (methods.length > 0) setResponseHeader(event, 'Allow', methods.join(', '))
  return respondWithError(event, 'none', startedAt, new AppError(methods.length > 0 ? 'method_not_allowed' : 'not_found'))
})
