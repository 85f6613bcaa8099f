import type { z } from 'zod'
import type { Contract } from '#shared/contracts/contract.ts'
import { errorStatus, type ErrorCode } from '#shared/errors.ts'
import { rateLimits } from '#shared/limits.ts'
import type { JsonSchema, SchemaPrinter } from './schema-printer.ts'
import { createSchemaPrinter } from './schema-printer.ts'

/**
 * The OpenAPI 3.1 document of the given contracts. OpenAPI 3.1 uses JSON Schema 2020-12, so the
 * schemas that validate requests are printed unchanged.
 */
export function openapiDocument(contracts: readonly Contract[], version: string) {
  const printer = createSchemaPrinter()
  const paths = pathsOf(contracts, printer)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version,
      description: 'Commands are sent over HTTP, events arrive over the socket. A response has `data` and `meta`; an error response has `error.code` and `meta`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-parley-access' },
      },
      schemas: { ...printer.schemas(), Meta: metaSchema, Page: pageSchema, Error: errorSchema },
    },
    paths,
  }
}

export type OpenapiDocument = ReturnType<typeof openapiDocument>

/** One method of one path. */
export type Operation = ReturnType<typeof operationOf>

const metaSchema: JsonSchema = {
  type: 'object',
  required: ['requestId', 'durationMs'],
  properties: { requestId: { type: 'string' }, durationMs: { type: 'number', description: 'Milliseconds in the server' } },
}

const pageSchema: JsonSchema = {
  type: 'object',
  required: ['next'],
  properties: { next: { type: ['integer', 'null'], description: 'Position at which the next page starts; null on the last page' } },
}

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error', 'meta'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(errorStatus) },
        message: { type: 'string' },
        details: {
          type: 'object',
          properties: {
            retryAfter: { type: 'integer', description: 'Seconds' },
            projects: { type: 'array', items: { type: 'string' }, description: 'With last_lead: names of projects' },
            fields: {
              type: 'array',
              items: { type: 'object', required: ['field', 'rule'], properties: { field: { type: 'string' }, rule: { type: 'string' } } },
            },
          },
        },
      },
    },
    meta: { $ref: '#/components/schemas/Meta' },
  },
}

function pathsOf(contracts: readonly Contract[], printer: SchemaPrinter) {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const contract of contracts) {
    const path = contract.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operationOf(contract, printer) }
  }
  return paths
}

function operationOf(contract: Contract, printer: SchemaPrinter) {
  const body = printer.print(contract.body, 'input')
  return {
    operationId: contract.operation,
    summary: contract.summary,
    tags: [groupOf(contract.path)],
    security: contract.access === 'anyone' ? [] : [{ bearer: [] }, { cookie: [] }],
    parameters: [...parametersOf(contract.params, 'path', printer), ...parametersOf(contract.query, 'query', printer)],
    ...(hasProperties(body) && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: { ...successesOf(contract, printer), ...failuresOf(contract) },
    ...(contract.limits.length > 0 && { 'x-rate-limits': Object.fromEntries(contract.limits.map(name => [name, rateLimits[name]])) }),
  }
}

/** The tag of a path. */
function groupOf(path: string): string {
  const [, , area = '', noun = ''] = path.split('/')
  if (area === 'auth') return area
  return noun.endsWith('.json') ? 'documents' : noun
}

function parametersOf(schema: z.ZodType, location: 'path' | 'query', printer: SchemaPrinter) {
  const { properties = {}, required = [] } = printer.print(schema, 'input') as { properties?: Record<string, JsonSchema>, required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: location,
    required: location === 'path' || required.includes(name),
    schema: property,
  }))
}

function successesOf(contract: Contract, printer: SchemaPrinter) {
  const schema: JsonSchema = {
    type: 'object',
    required: ['data', 'meta'],
    properties: {
      data: printer.print(contract.response, 'output'),
      meta: { $ref: '#/components/schemas/Meta' },
      page: { $ref: '#/components/schemas/Page' },
    },
  }
  return Object.fromEntries(contract.status.map(status => [
    status,
    { description: status === 200 ? 'Done' : status === 201 ? 'Created' : 'Accepted', content: { 'application/json': { schema } } },
  ]))
}

function failuresOf(contract: Contract) {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of documentedErrors(contract)) {
    byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code])
  }
  return Object.fromEntries([...byStatus].map(([status, codes]) => [
    status,
    { description: [...new Set(codes)].join(', '), content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
  ]))
}

/** Every error that an operation may return: its own errors and those common to all operations of its kind. */
export function documentedErrors(contract: Contract): ErrorCode[] {
  return [...commonErrors(contract), ...contract.errors]
}

function commonErrors(contract: Contract): ErrorCode[] {
  const body: ErrorCode[] = contract.method === 'GET' ? [] : ['foreign_origin', 'too_large', 'unsupported_media_type']
  const session: ErrorCode[] = contract.access === 'anyone' ? [] : ['unauthenticated', 'session_revoked']
  return ['malformed', 'invalid', 'too_many_requests', 'internal', 'unavailable', ...body, ...session]
}

function hasProperties(schema: JsonSchema): boolean {
  return '$ref' in schema || 'oneOf' in schema || 'anyOf' in schema || Object.keys((schema.properties ?? {}) as object).length > 0
}
