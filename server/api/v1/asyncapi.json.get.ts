import { asyncapiDocument } from '#server/domain/documentation/asyncapi.ts'
import { version } from '~~/package.json'

/** The bare document, not the envelope: tools read it. */
export default defineEventHandler(() => asyncapiDocument(version))
