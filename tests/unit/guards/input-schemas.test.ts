import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clientEvents } from '#shared/contracts/events.ts'
import { registry } from '#shared/contracts/registry.ts'
import { adminRegistry } from '../../../layers/admin/shared/registry.ts'

/** Milliseconds, of which a time is made: they reach no column of whole numbers. */
const DURATIONS: ReadonlySet<string> = new Set(['saveDraft.body.age', 'saveThreadDraft.body.age'])

/** One value that a client sends, with its name: `sendMessage.body.poll.options`. */
type Field = [name: string, schema: z.ZodType]

const inputs: Field[] = [
  ...[...registry, ...adminRegistry].flatMap(({ operation, params, query, body }): Field[] => [
    [`${operation}.params`, params], [`${operation}.query`, query], [`${operation}.body`, body],
  ]),
  ...Object.entries(clientEvents).map(([name, { payload }]): Field => [name, payload]),
]

/** Every schema within a schema, objects among them. */
function schemasIn([name, schema]: Field): Field[] {
  const inner = (part: unknown, key = '') => schemasIn([name + key, part as z.ZodType])
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) return inner(schema.unwrap())
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(option => inner(option))
  if (schema instanceof z.ZodArray) return inner(schema.element)
  if (schema instanceof z.ZodRecord) return [...inner(schema.keyType, ' (key)'), ...inner(schema.valueType)]
  if (schema instanceof z.ZodObject) return [[name, schema], ...Object.entries(schema.shape).flatMap(([key, field]) => inner(field, `.${key}`))]
  return [[name, schema]]
}

const schemas = inputs.flatMap(schemasIn)
const objects = schemas.filter(([, schema]) => schema instanceof z.ZodObject)
const fields = schemas.filter(([, schema]) => !(schema instanceof z.ZodObject))
const texts = fields.filter(([, schema]) => schema instanceof z.ZodString || schema instanceof z.ZodStringFormat || schema instanceof z.ZodPipe)
const numbers = fields.filter(([, schema]) => schema instanceof z.ZodNumber)
const choices = fields.filter(([, schema]) => schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || schema instanceof z.ZodBoolean)

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success

describe('what clients may send', () => {
  it('[S-29] [R-012] is texts, numbers and choices; this test knows all kinds that there are', () => {
    expect(texts.length).toBeGreaterThan(50)
    expect(numbers.length).toBeGreaterThan(15)
    expect(texts.length + numbers.length + choices.length).toBe(fields.length)
  })

  it.each(texts)('[S-29] [R-012] %s is well-formed, without NUL, and has an end', (_, schema) => {
    expect(accepts(schema, 'bread\u0000')).toBe(false)
    expect(accepts(schema, 'bread\uD800')).toBe(false)
    expect(accepts(schema, '\uDC00bread')).toBe(false)
    expect(accepts(schema, 'x'.repeat(100_000))).toBe(false)
  })

  it.each(numbers)('[S-29] [R-012] %s fits into PostgreSQL\'s integer', (name, schema) => {
    // The edge of the type, as JSON and as a query string write it.
    const beyond = DURATIONS.has(name) ? [Number.MAX_SAFE_INTEGER] : [2_147_483_648, '2147483648']
    for (const value of [...beyond, -2_147_483_649, Infinity, Number.NaN]) expect(accepts(schema, value), String(value)).toBe(false)
  })

  it.each(objects)('[S-19] [S-29] %s takes no field that it does not know', (_, schema) => {
    const extended = schema.safeParse({ somethingElse: true })
    expect(extended.error?.issues.map(({ code }) => code)).toContain('unrecognized_keys')
  })
})
