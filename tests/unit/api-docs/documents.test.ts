import { describe, expect, it } from 'vitest'
import { clientEvents, serverEvents } from '#shared/contracts/events.ts'
import { registry } from '#shared/contracts/registry.ts'
import { routes } from '#shared/routes.ts'
import { asyncapiDocument } from '#server/api-docs/asyncapi.ts'
import { openapiDocument } from '#server/api-docs/openapi.ts'

/** Every `$ref` in a document. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => key === '$ref' ? [String(child)] : referencesIn(child))
}

function resolve(document: unknown, reference: string): unknown {
  return reference.slice(2).split('/').reduce<unknown>((place, key) => (place as Record<string, unknown> | undefined)?.[key], document)
}

describe('the generated documents', () => {
  const openapi = openapiDocument(registry, '0.0.0')
  const asyncapi = asyncapiDocument({ version: '0.0.0', socketPath: '/live' })

  it('[R-154] describes every operation of the table of routes, once', () => {
    const described = Object.values(openapi.paths).flatMap(path => Object.values(path).map(operation => (operation as { operationId: string }).operationId))
    expect(described.sort()).toEqual(Object.keys(routes).sort())
  })

  it('[R-154] [R-157] every operation names its parameters, its successes and its errors', () => {
    for (const [path, operations] of Object.entries(openapi.paths)) {
      for (const operation of Object.values(operations) as { parameters: { name: string, in: string }[], responses: Record<string, unknown> }[]) {
        const inPath = operation.parameters.filter(parameter => parameter.in === 'path').map(parameter => `{${parameter.name}}`)
        expect(inPath).toEqual(path.match(/\{\w+\}/g) ?? [])
        expect(Object.keys(operation.responses).some(status => status.startsWith('2'))).toBe(true)
        expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '422', '429', '500', '503']))
      }
    }
  })

  it('[R-155] describes every event of the socket contract with its audience', () => {
    const names = Object.values(asyncapi.channels.socket.messages).map(message => message.name)
    expect(names.sort()).toEqual([...Object.keys(serverEvents), ...Object.keys(clientEvents)].sort())
    expect(Object.values(asyncapi.channels.socket.messages).every(message => message.description.length > 'To: '.length)).toBe(true)
  })

  it('[R-154] a shape with a name is written once and referred to', () => {
    const answer = openapi.paths['/api/v1/conversations/{conversationId}/messages']?.post?.responses[201]?.content['application/json'].schema
    expect(answer).toMatchObject({ properties: { data: { $ref: '#/components/schemas/Message' } } })
    expect(openapi.components.schemas).toMatchObject({ Message: { properties: { conversationId: { $ref: '#/components/schemas/Id' } } } })
    // In the shape itself, and in the one place that takes or sends a part of it.
    for (const document of [openapi, asyncapi]) expect(JSON.stringify(document).split('"forwardedFromId":')).toHaveLength(1 + 2)
  })

  it('[R-154] every pattern is one that other programs can read', () => {
    const patterns = [...JSON.stringify([openapi, asyncapi]).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern = '""']) => JSON.parse(pattern) as string)
    expect(patterns.length).toBeGreaterThan(10)
    // JSON Schema's own kind: Unicode, ECMA-262.
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow()
  })

  it('[R-155] the socket is where the installation has it', () => {
    expect(asyncapi.channels.socket.address).toBe('/live')
  })

  it.each([['OpenAPI', openapi], ['AsyncAPI', asyncapi]])('%s: every reference leads somewhere', (_, document) => {
    const references = referencesIn(document)
    expect(references.length).toBeGreaterThan(0)
    for (const reference of references) expect(resolve(document, reference), reference).toBeDefined()
  })
})
