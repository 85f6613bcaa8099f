import type { Contract } from '#shared/contracts/contract.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** Returns the methods of an API path, none for an unknown path. */
export type MethodsAt = (pathname: string) => string[]

/** The paths that this process serves below `/api`. Set at boot, because layers add to them. */
export const methodsAt = lateBound<MethodsAt>('paths of the API')

/** Operations without a contract. */
const WITHOUT_CONTRACT = [{ method: 'GET', path: '/api/health' }, { method: 'GET', path: '/api/docs' }]

export function createMethodsAt(contracts: readonly Pick<Contract, 'method' | 'path'>[]): MethodsAt {
  const known = [...WITHOUT_CONTRACT, ...contracts].map(({ method, path }) => ({ method, pattern: patternOf(path) }))
  return pathname => [...new Set(known.filter(({ pattern }) => pattern.test(pathname)).map(({ method }) => method))]
}

/** Makes a pattern of a path: `:userId` in `/api/v1/users/:userId` matches any one segment. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}/?$`)
}
