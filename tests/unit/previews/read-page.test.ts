import { describe, expect, it } from 'vitest'
import { readPage } from '#server/domain/previews/read-page.ts'

describe('what a page says of itself', () => {
  it('[T-11] prefers Open Graph, decodes entities, and clips', () => {
    const facts = readPage(`<!doctype html><html><head><title>Plain</title>
      <meta property="og:title" content="Bread &amp; salt"><meta name="description" content="Fresh\n every   morning">
      <meta property="og:site_name" content="${'x'.repeat(500)}"></head><body><title>Later</title></body></html>`)
    expect(facts).toMatchObject({ title: 'Bread & salt', description: 'Fresh every morning' })
    expect(facts.siteName).toHaveLength(200)
  })

  it('[S-22] gives markup as text, and nothing for nothing', () => {
    expect(readPage('<title><script>alert(1)</script></title>').title).toBe('<script>alert(1)</script>')
    expect(readPage('')).toEqual({ title: '', description: '', siteName: '' })
    expect(readPage('<'.repeat(10_000)).title).toBe('')
  })
})
