import { setResponseHeaders } from 'h3'
import { apiDocuments } from '#server/api-docs/api-documents.ts'
import { API_PAGE_POLICY } from '#server/api-docs/page/render-page.ts'

/** The API documentation as an HTML page. Anyone may read it, because the source code is public. */
export default defineEventHandler((event) => {
  setResponseHeaders(event, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': API_PAGE_POLICY })
  return apiDocuments().page()
})
