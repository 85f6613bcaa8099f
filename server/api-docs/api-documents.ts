import type { Contract } from '#shared/contracts/contract.ts'
import type { AsyncapiDocument } from '#server/api-docs/asyncapi.ts'
import { asyncapiDocument } from '#server/api-docs/asyncapi.ts'
import type { OpenapiDocument } from '#server/api-docs/openapi.ts'
import { openapiDocument } from '#server/api-docs/openapi.ts'
import { lateBound } from '#server/infra/late-bound.ts'
import { renderApiPage } from './page/render-page.ts'

declare module 'nitropack' {
  interface NitroRuntimeHooks {
    /** A layer adds its contracts to those that the documents describe. */
    'api:contracts': (contracts: Contract[]) => void
  }
}

/** The interface's documents, each made when somebody first asks for it and kept from then on. */
export interface ApiDocuments {
  openapi(): OpenapiDocument
  asyncapi(): AsyncapiDocument
  /** The same for people, as HTML. */
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
