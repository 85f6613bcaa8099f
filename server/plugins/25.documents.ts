import { registry } from '#shared/contracts/registry.ts'
import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { apiDocuments, createApiDocuments } from '#server/api-docs/api-documents.ts'
import { createMethodsAt, methodsAt } from '#server/utils/api-paths.ts'
import { version } from '~~/package.json'

/** Builds the API documents and the table of API paths from the contracts of the root and the layers. */
export default defineNitroPlugin((nitroApp) => {
  lifecycle().add('documents', async () => {
    const contracts = [...registry]
    await nitroApp.hooks.callHook('api:contracts', contracts)
    methodsAt.set(createMethodsAt(contracts))
    apiDocuments.set(createApiDocuments({ contracts, version, socketPath: config().SOCKET_IO_PATH }))
    return undefined
  })
})
