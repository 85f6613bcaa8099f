import { apiDocuments } from '#server/api-docs/api-documents.ts'

/** The bare document, not the envelope: tools read it. */
export default defineEventHandler(() => apiDocuments().openapi())
