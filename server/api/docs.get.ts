import { setResponseHeaders } from 'h3'
import { apiDocuments } from '#server/api-docs/api-documents.ts'
import { API_PAGE_POLICY } from '#server/api-docs/page/render-page.ts'

/** The interface as a page for people. It says nothing that the public source does not say, so anyone may read it. */
export default defineEventHandler((event) => {
  setResponseHeaders(event, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': API_PAGE_POLICY })
  return apiDocuments().page()
})
