import type { Contract } from '#shared/contracts/contract.ts'
import type { AsyncapiDocument } from '#server/api-docs/asyncapi.ts'
import { asyncapiDocument } from '#server/api-docs/asyncapi.ts'
import type { OpenapiDocument } from '#server/api-docs/openapi.ts'
import { openapiDocument } from '#server/api-docs/openapi.ts'
import { lateBound } from '#server/infra/late-bound.ts'
import { renderApiPage } from './page/render-page.ts'

declare module 'nitropack' {
  interface NitroRuntimeHooks {
    /** Lets a layer add its contracts to the documents. */
    'api:contracts': (contracts: Contract[]) => void
  }
}

/** The documents of the API. Each is generated at its first use and then kept. */
export interface ApiDocuments {
  openapi(): OpenapiDocument
  asyncapi(): AsyncapiDocument
  /** Both documents as an HTML page. */
  page(): string
}

/** The documents of this process; set at boot. */
export const apiDocuments = lateBound<ApiDocuments>('documents')

export function createApiDocuments({ contracts, version, socketPath }: {
  contracts: readonly Contract[]
  version: string
  socketPath: string
}): ApiDocuments {
  const openapi = once(() => openapiDocument(contracts, version))
  const asyncapi = once(() => asyncapiDocument({ version, socketPath }))
  const page = once(() => renderApiPage({ openapi: openapi(), asyncapi: asyncapi() }))
  return { openapi, asyncapi, page }
}

function once<Value>(make: () => Value): () => Value {
  const made: Value[] = []
  return () => made[0] ??= make()
}
