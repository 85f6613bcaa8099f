import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { clientEvents, serverEvents } from '#shared/contracts/events.ts'
import { registry } from '#shared/contracts/registry.ts'
import { createApiDocuments } from '#server/api-docs/api-documents.ts'
import { describeSchema } from '#server/api-docs/page/describe-schema.ts'
import { renderOperation } from '#server/api-docs/page/render-operation.ts'
import { API_PAGE_POLICY } from '#server/api-docs/page/render-page.ts'

describe('the page of the interface', () => {
  const documents = createApiDocuments({ contracts: registry, version: '0.0.0', socketPath: '/live' })
  const page = documents.page()

  it('[R-154] [R-155] has every operation, every event and every shape', () => {
    for (const { operation } of registry) expect(page).toContain(`<article id="${operation}">`)
    for (const name of [...Object.keys(serverEvents), ...Object.keys(clientEvents)]) expect(page).toContain(`<code>${name}</code>`)
    for (const name of Object.keys(documents.openapi().components.schemas)) expect(page).toContain(`<article id="${name}">`)
  })

  it('[R-154] each link within it leads somewhere, and each place has one name', () => {
    const places = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(places).size).toBe(places.length)
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter(id => !places.includes(id))).toEqual([])
  })

  it('[S-23] carries no script, and the one style sheet that its policy allows', () => {
    expect(page).not.toMatch(/<script|\son[a-z]+="|style="/)
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(page) ?? []
    expect(API_PAGE_POLICY).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  })

  it.each([
    [{ type: ['string', 'null'] }, 'string or null'],
    [{ type: 'string', minLength: 1, maxLength: 120 }, 'string (1 to 120)'],
    [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, 'integer (1 or more)'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Message' } }, 'list of <a href="#Message">Message</a>'],
    [{ anyOf: [{ enum: ['<b>'] }, { type: 'null' }] }, '&#34;&#60;b&#62;&#34; or null'],
    [{ type: 'object', properties: { seq: { type: 'integer' }, note: { type: 'string' } }, required: ['seq'] }, '{ seq: integer, note?: string }'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'map of integer'],
    [{ type: 'object' }, 'object'],
    [{ type: 'array' }, 'list of anything'],
    [{}, 'anything'],
    [{ const: 'live' }, '&#34;live&#34;'],
    [{ oneOf: [{ type: 'string', format: 'uuid' }, { type: 'string', maxLength: 9 }] }, 'string (uuid) or string (up to 9)'],
  ])('[R-154] %j reads as %s', (schema, text) => {
    expect(describeSchema(schema)).toBe(text)
  })

  it.each([[undefined, []], [{ login: { points: 10, seconds: 900, per: 'account' } }, ['10 in 900 s for each account']]])('an operation with the limits %j names them', (limits, texts) => {
    const schema = { type: 'object', properties: { data: { type: 'string' } } }
    const operation = {
      operationId: 'readTide', summary: 'Reads the tide', security: [], parameters: [{ name: 'at', in: 'query', required: false, schema: { type: 'string' } }],
      responses: { 200: { description: 'OK', content: { 'application/json': { schema } } } }, ...(limits && { 'x-rate-limits': limits }),
    }
    const article = renderOperation('get', '/tide', operation as never)
    expect([...article.matchAll(/<dt>Limits<\/dt><dd>([^<]*)/g)].map(([, text]) => text)).toEqual(texts)
    expect(article).toContain('in the query, optional')
  })
})
