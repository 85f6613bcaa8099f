import { apiDocuments } from '#server/api-docs/api-documents.ts'

/** Returns the document without the envelope, as tools expect it. */
export default defineEventHandler(() => apiDocuments().asyncapi())
