import fc from 'fast-check'
import { z } from 'zod'

/** Values of a running server, such as ids and tokens, by the name of the field that takes them. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>

/** Short texts that often break programs. */
const awkwardTexts = ['%', '_', '\\', '\'; --', '"', '${1}', '<b>', 'İ', '😀', '👩‍🚀', 'שלום', 'e\u0301', 'null', '__proto__', '@all', 'http://x']

/**
 * Generates values that a schema accepts, as a client sends them. Known values of a field are mixed
 * in, because a random id only leads to `not_found`.
 * @throws Error for an unknown kind of schema, so that a new kind is not skipped
 */
export function validValues(schema: z.ZodType, known: KnownValues, name = ''): fc.Arbitrary<unknown> {
  const made = generated(schema, known, name)
  const fitting = (known[name] ?? []).filter(value => schema.safeParse(value).success)
  return fitting.length > 0 ? fc.oneof({ arbitrary: fc.constantFrom(...fitting), weight: 4 }, { arbitrary: made, weight: 1 }) : made
}

function generated(schema: z.ZodType, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return fc.option(inner(schema, known, name), { nil: undefined, freq: 2 })
  if (schema instanceof z.ZodNullable) return fc.option(inner(schema, known, name), { nil: null, freq: 2 })
  if (schema instanceof z.ZodObject) return objects(schema, known).filter(value => schema.safeParse(value).success)
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(option => validValues(option as z.ZodType, known, name)))
  if (schema instanceof z.ZodArray) return arrays(schema, known, name)
  if (schema instanceof z.ZodRecord) return fc.dictionary(validValues(schema.keyType as z.ZodType, known, name) as fc.Arbitrary<string>, validValues(schema.valueType as z.ZodType, known), { maxKeys: 4 })
  if (schema instanceof z.ZodPipe) return inputsOfPipe(schema, known, name)
  return scalars(schema)
}

function inner(schema: z.ZodOptional | z.ZodDefault | z.ZodNullable, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  return validValues(schema.unwrap() as z.ZodType, known, name)
}

/** An absent field has the value `undefined`, which JSON leaves out. */
function objects(schema: z.ZodObject, known: KnownValues): fc.Arbitrary<unknown> {
  return fc.record(Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, validValues(field as z.ZodType, known, name)])), { noNullPrototype: true })
}

function arrays(schema: z.ZodArray, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  const { minItems = 0, maxItems = Infinity } = rulesOf(schema)
  return fc.uniqueArray(validValues(schema.element as z.ZodType, known, name), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) })
    .filter(value => schema.safeParse(value).success)
}

/** What is read first and checked afterwards, such as an e-mail address. */
function inputsOfPipe(schema: z.ZodPipe, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  return fc.oneof(validValues(schema.out as z.ZodType, known, name), validValues(schema.in as z.ZodType, known, name))
    .filter(value => schema.safeParse(value).success)
}

function scalars(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values)
  if (schema instanceof z.ZodNumber) return numbers(schema)
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return texts(schema).filter(value => schema.safeParse(value).success)
  throw new Error(`There are no values for the kind ${schema.type}: teach them to ${import.meta.url}`)
}

function numbers(schema: z.ZodNumber): fc.Arbitrary<number> {
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = rulesOf(schema)
  return fc.oneof(fc.constantFrom(minimum, maximum), fc.integer({ min: minimum, max: Math.min(maximum, minimum + 5) }), fc.integer({ min: minimum, max: maximum }))
}

interface Rules {
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

/** What the schema says of itself in the documents. */
function rulesOf(schema: z.ZodType): Rules {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}

function texts(schema: z.ZodString | z.ZodStringFormat): fc.Arbitrary<string> {
  const takes = (text: string) => schema.safeParse(text).success
  const { format, pattern, maxLength = 200 } = rulesOf(schema)
  if (format === 'uuid') return fc.oneof(fc.uuid({ version: 7 }), fc.uuid(), fc.constantFrom('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  if (format === 'date-time') return moments()
  if (format === 'email') return fc.emailAddress()
  if (takes('Hello, harbour')) return words(maxLength)
  if (takes('👍')) return fc.constantFrom('👍', '❤️', '🏳️‍🌈', '👩🏽‍🚀')
  return fc.stringMatching(new RegExp(pattern ?? '^$'))
}

function moments(): fc.Arbitrary<string> {
  const extremes = ['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '2024-02-29T23:59:59.999Z', '9999-12-31T23:59:59.999999999Z']
  const nearby = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }).map(date => date.toISOString())
  return fc.oneof(fc.constantFrom(...extremes), nearby)
}

function words(length: number): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...awkwardTexts, 'Hello, harbour', 'x'.repeat(length)),
    fc.string({ minLength: 1, maxLength: Math.min(length, 60), unit: 'grapheme' }),
    fc.string({ minLength: 1, maxLength: Math.min(length, 60), unit: 'binary' }),
  )
}
