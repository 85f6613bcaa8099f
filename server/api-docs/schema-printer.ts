import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { shapes } from './shapes.ts'

export type JsonSchema = Record<string, unknown>

export interface SchemaPrinter {
  /** Prints a schema as JSON Schema 2020-12. Named schemas, also at the top, become references. */
  print(schema: z.ZodType, io: 'input' | 'output'): JsonSchema
  /** The named schemas referred to so far, for `components.schemas`. */
  shapes(): Record<string, JsonSchema>
}

/** Creates the printer for the schemas of one document. */
export function createSchemaPrinter(): SchemaPrinter {
  const metadata = shapes()
  const printed: Record<string, JsonSchema> = {}
  return {
    print(schema, io) {
      // Wrapped in an array, because zod prints a top-level named schema in full instead of as a reference.
      const { items, $defs = {} } = z.toJSONSchema(z.array(schema), { io, unrepresentable: 'any', metadata }) as { items: JsonSchema, $defs?: Record<string, JsonSchema> }
      for (const [name, shape] of Object.entries($defs)) keep(printed, name, relocate(shape))
      return relocate(items)
    },
    shapes: () => Object.fromEntries(Object.entries(printed).toSorted(([one], [other]) => one < other ? -1 : 1)),
  }
}

/** @throws Error if the same name has different schemas in requests and responses */
function keep(printed: Record<string, JsonSchema>, name: string, shape: JsonSchema): void {
  const before = printed[name]
  if (before && !isDeepStrictEqual(before, shape)) throw new Error(`${name} has two different schemas`)
  printed[name] = shape
}

/** Changes references from zod's `$defs` to the document's `components.schemas`. */
function relocate(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/')) as JsonSchema
}
