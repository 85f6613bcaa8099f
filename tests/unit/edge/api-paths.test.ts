import { describe, expect, it } from 'vitest'
import { registry } from '#shared/contracts/registry.ts'
import { createMethodsAt } from '#server/utils/api-paths.ts'

describe('the methods of a path of the API', () => {
  const methodsAt = createMethodsAt(registry)

  it.each([
    ['/api/auth/login', ['POST']],
    ['/api/health', ['GET']],
    ['/api/docs', ['GET']],
    ['/api/v1/openapi.json', ['GET']],
    ['/api/v1/account', ['DELETE', 'GET', 'PATCH']],
    ['/api/v1/account/', ['DELETE', 'GET', 'PATCH']],
    ['/api/v1/messages/019a', ['DELETE', 'GET', 'PATCH']],
    ['/api/v1/messages/019a/pin', ['DELETE', 'PUT']],
  ])('[R-157] %s: %j', (path, methods) => {
    expect(methodsAt(path).sort()).toEqual(methods)
  })

  it.each(['/api', '/api/', '/api/v1', '/api/v1/nowhere', '/api/v1/openapiXjson', '/api/v1/messages/019a/pin/x', '/api/auth/login/x', '/api/v2/account', '/'])('[R-157] %s has none', (path) => {
    expect(methodsAt(path)).toEqual([])
  })
})
