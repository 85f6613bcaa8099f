import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { namedSchemas } from './named-schemas.ts'

export type JsonSchema = Record<string, unknown>

export interface SchemaPrinter {
  /** Prints a schema as JSON Schema 2020-12. Named schemas, also at the top, become references. */
  print(schema: z.ZodType, io: 'input' | 'output'): JsonSchema
  /** The named schemas referred to so far, for `components.schemas`. */
  schemas(): Record<string, JsonSchema>
}

/** Creates the printer for the schemas of one document. */
export function createSchemaPrinter(): SchemaPrinter {
  const metadata = namedSchemas()
  const printed: Record<string, JsonSchema> = {}
  return {
    print(schema, io) {
      // Wrapped in an array, because zod prints a top-level named schema in full instead of as a reference.
      const { items, $defs = {} } = z.toJSONSchema(z.array(schema), { io, unrepresentable: 'any', metadata }) as { items: JsonSchema, $defs?: Record<string, JsonSchema> }
      for (const [name, schema] of Object.entries($defs)) addSchema(printed, name, relocate(schema))
      return relocate(items)
    },
    schemas: () => Object.fromEntries(Object.entries(printed).toSorted(([one], [other]) => one < other ? -1 : 1)),
  }
}

/** @throws Error if the same name has different schemas in requests and responses */
function addSchema(printed: Record<string, JsonSchema>, name: string, schema: JsonSchema): void {
  const before = printed[name]
  if (before && !isDeepStrictEqual(before, schema)) throw new Error(`${name} has two different schemas`)
  printed[name] = schema
}

/** Changes references from zod's `$defs` to the document's `components.schemas`. */
function relocate(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/')) as JsonSchema
}
