import type { JsonSchema } from '#server/api-docs/schema-printer.ts'
import { escapeHtml } from '#server/utils/escape-html.ts'

/** The bound that zod prints for an unbounded integer. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER

interface Described extends JsonSchema {
  $ref?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Described[]
  oneOf?: Described[]
  type?: string | string[]
  items?: Described
  properties?: Record<string, Described>
  required?: string[]
  additionalProperties?: boolean | Described
}

/** Describes a schema in one line of HTML. Named schemas become links to their section. */
export function describeSchema(schema: JsonSchema): string {
  const { $ref, const: only, enum: values, anyOf, oneOf, type, items } = schema as Described
  const choices = anyOf ?? oneOf
  if ($ref) return linkTo($ref)
  if (only !== undefined) return escapeHtml(JSON.stringify(only))
  if (values) return values.map(value => escapeHtml(JSON.stringify(value))).join(' or ')
  if (choices) return choices.map(describeSchema).join(' or ')
  if (type === 'array') return `list of ${items ? describeSchema(items) : 'anything'}`
  if (type === 'object') return describeObject(schema)
  return escapeHtml([type ?? 'anything'].flat().join(' or ') + boundsOf(schema))
}

function linkTo(reference: string): string {
  const name = escapeHtml(reference.replace(/^.*\//, ''))
  return `<a href="#${name}">${name}</a>`
}

function describeObject(schema: Described): string {
  const { properties = {}, required = [], additionalProperties } = schema
  if (typeof additionalProperties === 'object') return `map of ${describeSchema(additionalProperties)}`
  const fields = Object.entries(properties).map(([name, field]) => `${escapeHtml(name)}${required.includes(name) ? '' : '?'}: ${describeSchema(field)}`)
  return fields.length === 0 ? 'object' : `{ ${fields.join(', ')} }`
}

/** Returns the format or the bounds of a length or value, such as ` (uuid)` or ` (1 to 120)`, or nothing. */
function boundsOf({ format, minimum, maximum, minLength, maxLength }: JsonSchema): string {
  if (typeof format === 'string') return ` (${format})`
  const [from, to] = [minimum ?? minLength, maximum ?? maxLength].map(bound => typeof bound === 'number' && Math.abs(bound) < UNBOUNDED ? bound : undefined)
  if (from === undefined && to === undefined) return ''
  if (to === undefined) return ` (${from} or more)`
  return from === undefined ? ` (up to ${to})` : ` (${from} to ${to})`
}
