import type { Contract } from '#shared/contracts/contract.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** The methods that a path of the API takes; none for one that is not there. */
export type MethodsAt = (pathname: string) => string[]

/** What this process serves below `/api`; set at boot, because a layer adds to it. */
export const methodsAt = lateBound<MethodsAt>('paths of the API')

/** Operations without a contract. */
const OTHERS = [{ method: 'GET', path: '/api/health' }, { method: 'GET', path: '/api/docs' }]

export function createMethodsAt(contracts: readonly Pick<Contract, 'method' | 'path'>[]): MethodsAt {
  const known = [...OTHERS, ...contracts].map(({ method, path }) => ({ method, pattern: patternOf(path) }))
  return pathname => [...new Set(known.filter(({ pattern }) => pattern.test(pathname)).map(({ method }) => method))]
}

/** `/api/v1/users/:userId` matches any one segment in place of the parameter. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}/?$`)
}
