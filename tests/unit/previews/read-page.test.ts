import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHead } from '#server/domain/previews/read-head.ts'
import { readPage } from '#server/domain/previews/read-page.ts'

describe('what a page says of itself', () => {
  it('[T-11] prefers Open Graph, decodes entities, and clips', () => {
    const facts = readPage(`<!doctype html><html><head><title>Plain</title>
      <meta property="og:title" content="Bread &amp; salt"><meta name="description" content="Fresh\n every   morning">
      <meta property="og:site_name" content="${'x'.repeat(500)}"></head><body><title>Later</title></body></html>`)
    expect(facts).toMatchObject({ title: 'Bread & salt', description: 'Fresh every morning' })
    expect(facts.siteName).toHaveLength(200)
  })

  it('[T-11] takes the first of each, however it is written', () => {
    expect(readPage('<HEAD><META NAME=Description CONTENT=Bread><meta content=Salt name="description"><TITLE>One</TITLE><title>Two</title>')).toEqual({ title: 'One', description: 'Bread', siteName: '' })
    expect(readPage('<meta property=og:title content="" /><meta property=\'og:title\' content=\'A &lt; B\' content=C /><title>D')).toMatchObject({ title: 'A < B' })
  })

  it('[S-22] gives markup as text, and nothing for nothing', () => {
    expect(readPage('<title><script>alert(1)</script></title>').title).toBe('<script>alert(1)</script>')
    expect(readPage('')).toEqual({ title: '', description: '', siteName: '' })
    expect(readPage('<'.repeat(10_000)).title).toBe('')
  })

  it.each(['</head>', '<body>', '<BODY class="a">', 'x'.repeat(65_536)])('[S-46] reads no further than %s', (end) => {
    expect(readPage(`<title>Bread</title>${end}<meta name="description" content="late">`)).toEqual({ title: 'Bread', description: '', siteName: '' })
  })

  it('[S-46] is not ended by what only looks like the end of the head', () => {
    expect(readPage('<script>"</head>"</script><!-- <body> --><style>a::after { content: "</head>" }</style><title>Bread</title>').title).toBe('Bread')
  })

  it('[S-46] keeps of thousands of elements, attributes and entities what is used, and a bounded part of it', () => {
    const crowd = Array.from({ length: 1_500 }, (_, index) => `<meta name="a${index}" content="${index}">`).join('')
    expect(readHead(`${crowd}<meta name="description" content="Bread">`).meta).toEqual(new Map([['description', 'Bread']]))
    const { title, meta } = readHead(`<title>${'&amp;'.repeat(5_000)}</title><meta ${'a=b '.repeat(2_000)} name=description content="${'x'.repeat(20_000)}">`)
    expect([title.length, meta.get('description')?.length]).toEqual([2_000, 2_000])
  })

  it.each([
    ['a lone surrogate by its number', '<title>A&#xD800;B&#56832;C</title>', 'A\uFFFDB\uFFFDC'],
    ['a lone surrogate as it stands', '<title>A\uD83DB</title>', 'A\uFFFDB'],
    ['a NUL', '<title>A\u0000B&#0;C</title>', 'A B\uFFFDC'],
    ['control characters and marks of direction', '<title>A\u0007\u202EB\r\nC</title>', 'A B C'],
    ['an entity without an end', '<title>A&#x', 'A&#x'],
    ['a number beyond Unicode', '<title>A&#x110000;B</title>', 'A\uFFFDB'],
  ])('[S-29] [S-46] makes well-formed text of %s', (_name, html, title) => {
    expect(readPage(html).title).toBe(title)
  })

  it('[S-46] cuts between characters', () => {
    expect(readPage(`<title>${'😀'.repeat(300)}</title>`).title).toBe(`${'😀'.repeat(99)}…`)
    expect(readPage(`<title>a${'😀'.repeat(300)}</title>`).title).toBe(`a${'😀'.repeat(99)}…`)
  })

  it('[S-29] [S-46] gives text that PostgreSQL takes, whatever the page', () => {
    const source = fc.array(fc.oneof(fc.constantFrom('<title>', '<meta property="og:title" content="', '">', '&#xD83D;', '&', '\uD83D', '\uDE00', '😀', '\u0000', '</title>', '<!--', '<'), fc.string({ unit: 'binary' })), { maxLength: 60 })
    fc.assert(fc.property(source, (parts) => {
      for (const text of Object.values(readPage(parts.join('')) as unknown as Record<string, string>)) {
        expect([text.isWellFormed(), text.includes('\u0000'), text.length <= 300]).toEqual([true, false, true])
      }
    }))
  })
})
