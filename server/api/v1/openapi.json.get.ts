import { registry } from '#shared/contracts/registry.ts'
import { openapiDocument } from '#server/domain/documentation/openapi.ts'
import { version } from '~~/package.json'

/** The bare document, not the envelope: tools read it. */
export default defineEventHandler(() => openapiDocument(registry, version))
